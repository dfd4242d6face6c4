import { expect, test } from 'vitest';
import { fitCommonName, fitGivenName, fitSurname } from './names.js';

test.each([
  ['Le Gall', 'LE GALL', 'same'],
  ['Le Gall', 'LEGALL', 'same'],
  ['Kéréon', 'KEREON', 'same'],
  ['L’Hostis', "L'HOSTIS", 'same'],
  ['Cœurdray', 'COEURDRAY', 'same'],
  ['Riou-Le Bihan', 'RIOU LE BIHAN', 'same'],
  ['Riou', 'RIOU LE BIHAN', 'close'],
  ['Le Bihan-Riou', 'RIOU-LE BIHAN', 'close'],
  ['Riou', 'RIOUX', 'different'],
  ['Riou', '', 'different'],
])('surname %s ordered, %s certified: %s', (ordered, certified, fit) => {
  expect(fitSurname(ordered, certified)).toBe(fit);
});

test.each([
  ['Anne-Marie', 'ANNE MARIE', 'same'],
  ['Anne', 'Anne,Marie,Josèphe', 'same'],
  ['Anne Marie Josèphe', 'Anne', 'same'],
  ['Marie Anne', 'Anne,Marie', 'same'],
  ['Marie', 'Anne,Marie', 'close'],
  ['Gaël', 'Gael', 'same'],
  ['Gaël', 'Gaëlle', 'different'],
])('first name %s ordered, %s certified: %s', (ordered, certified, fit) => {
  expect(fitGivenName(ordered, certified)).toBe(fit);
});

test.each([
  ['Anne', 'Le Gall', 'Anne LE GALL', 'same'],
  ['Anne', 'Le Gall', 'LE GALL Anne', 'same'],
  ['Anne', 'Le Gall', 'Yann LE GALL', 'different'],
  ['Anne', 'Le Gall', 'Anne LE GOFF', 'close'],
  ['Anne', 'Le Gall', 'Mairie de Rennes', 'different'],
])('%s %s ordered, common name %s: %s', (givenName, surname, commonName, fit) => {
  expect(fitCommonName(givenName, surname, commonName)).toBe(fit);
});
