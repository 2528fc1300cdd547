export { english } from './lib/messages/english.ts';
