export { type ListeningPolarEmulator, type ListenOptions, listenPolarEmulator } from './lib/node/listen-polar-emulator.ts';
