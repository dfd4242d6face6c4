/** « Nolwenn Le Test » → nolwenn.letest@exemple.fr */
export function inventedAddress(name: string): string {
  const [given = '', ...rest] = name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').split(' ');
  return `${given.replaceAll(/[^a-z]/g, '')}.${rest.join('').replaceAll(/[^a-z]/g, '')}@exemple.fr`;
}
