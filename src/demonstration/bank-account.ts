/** An account at the bank 99999, which does not exist, with keys that pass every check. */
export function demonstrationIban(number: number): string {
  const bank = '99999';
  const branch = '00000';
  const account = String(number).padStart(11, '0');
  const key = 97 - ((89 * Number(bank) + 15 * Number(branch) + 3 * Number(account)) % 97);
  const national = `${bank}${branch}${account}${String(key).padStart(2, '0')}`;
  // Letters count from ten: F is 15, R is 27; the check digits are taken as 00.
  const check = 98n - (BigInt(`${national}152700`) % 97n);
  return `FR${String(check).padStart(2, '0')}${national}`;
}
