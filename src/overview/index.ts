export { fileSlots } from './file-slots.js';
export { orderSlots } from './order-slots.js';
export { createShell } from './shell.js';
