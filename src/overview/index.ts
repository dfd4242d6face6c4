export { fileSlots } from './file-slots.js';
export { createShell } from './shell.js';
