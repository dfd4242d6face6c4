/** Work with the certification authority, outside every transaction. */
export const issuanceQueue = 'issue-certificate';
export const revocationQueue = 'revoke-certificate';
