export {
  type CertificateChange,
  type CertificateState,
  type CertificateStep,
  certificateTable,
} from './certificate/certificate.js';
export { type CertificateMove, moveCertificate, runningCertificate } from './certificate/move-certificate.js';
export { noteConfirmation } from './certificate/note-confirmation.js';
export { firstUnconfirmed } from './certificate/tell-authority.js';
export { fileDelays, separationRelaxed } from './configuration.js';
export { countOf, deskLists, filesToJudge } from './desk/desk-queue.js';
export { separation, separationAtHandover } from './desk/separation.js';
export { EndedFilePanel, turnTimes } from './file/file-panel.js';
export type { FileFacts } from './file-facts.js';
export { type FileRow, type FileState, type FileStep, fileStates, fileTable } from './holder-file.js';
export { holderName } from './holder-name.js';
export { byItself, moveHolderFile, setTokenReady } from './move-holder-file.js';
export { partiesOnCertificate, partiesOnFile } from './parties-on-file.js';
export { filePaths } from './paths.js';
export type { CertificateCallRow, CertificateRow } from './rows.js';
export type { FileSlots } from './slots.js';
export { correspondentsOf, factsOf, filesOfHolder, filesOfOrder } from './store.js';
export { identityNames, type Reason } from './types.js';
export { choicesOnFile, type FileDelays, type FileTurn, openRows, whoseTurnOfFile } from './whose-turn.js';
