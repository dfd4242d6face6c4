export {
  type CertificateChange,
  type CertificateState,
  type CertificateStep,
  certificateTable,
} from './certificate.js';
export { fileDelays, separationRelaxed } from './configuration.js';
export { countOf, deskLists, filesToJudge } from './desk-queue.js';
export type { FileFacts } from './file-facts.js';
export { EndedFilePanel, turnTimes } from './file-panel.js';
export { type FileRow, type FileState, type FileStep, fileStates, fileTable } from './holder-file.js';
export { holderName } from './holder-name.js';
export { type CertificateMove, moveCertificate, runningCertificate } from './move-certificate.js';
export { byItself, moveHolderFile, setTokenReady } from './move-holder-file.js';
export { noteConfirmation } from './note-confirmation.js';
export { partiesOnCertificate, partiesOnFile } from './parties-on-file.js';
export { filePaths } from './paths.js';
export type { CertificateCallRow, CertificateRow } from './rows.js';
export { separation, separationAtHandover } from './separation.js';
export type { FileSlots } from './slots.js';
export { correspondentEmails, factsOf, filesOfOrder } from './store.js';
export { firstUnconfirmed } from './tell-authority.js';
export { identityNames, type Reason } from './types.js';
export { choicesOnFile, type FileDelays, type FileTurn, openRows, whoseTurnOfFile } from './whose-turn.js';
