export { certificateOfFile, certificatesOfOrder } from './certificate-cards.js';
export { certificatePaths } from './paths.js';
