export { german } from './lib/messages/german.ts';
