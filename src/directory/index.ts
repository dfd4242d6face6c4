export { type AddressDoubt, addressDoubts } from './address-doubts.js';
export { createAdministrator } from './create-administrator.js';
export {
  commentField,
  departmentOf,
  emailField,
  limits,
  optionalField,
  personName,
  phoneField,
  postalCodeField,
  sirenField,
  siretField,
  textField,
} from './fields.js';
export { grantRole, type NewRole } from './grant-role.js';
export { grantedParts, type Part, type Party, parts, partyNames } from './parts.js';
export {
  correspondentEmails,
  findOrNamePerson,
  type PersonRow,
  peopleWith,
  personByEmail,
  personById,
} from './people.js';
export { formatPhone, readPhone } from './phone.js';
export { administers, administersSome, type GrantedPart } from './role.js';
export { formatSiret, presumedSiret, readSiren, readSiret } from './siret.js';
