export { createShell } from './shell.js';
