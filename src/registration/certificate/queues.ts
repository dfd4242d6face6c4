/** Work with the certification authority, outside every transaction. */
export const issuanceQueue = 'issue-certificate';
/** Revocations, and since then every change of status; the name is that of the jobs that wait. */
export const statusQueue = 'revoke-certificate';
