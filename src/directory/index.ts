export { addressDoubts } from './address-doubts.js';
export { createAdministrator } from './create-administrator.js';
export {
  emailField,
  personName,
  phoneField,
  postalCodeField,
  siretField,
  textField,
} from './fields.js';
export { grantRole } from './grant-role.js';
export {
  directoryColumns,
  importDirectory,
  importInWords,
} from './import-directory.js';
export {
  type ImportOutcome,
  importOrganisations,
  type RegisteredOrganisation,
} from './import-organisations.js';
export { type OrganisationKind, organisationKinds } from './organisation-kinds.js';
export {
  confirmSiret,
  deliveryCentreFor,
  findOrganisation,
  type Operator,
  operatorOf,
  operatorsOf,
  purchasingBody,
  registrationOffices,
} from './organisations.js';
export { type Part, type Party, parts, partyNames } from './parts.js';
export {
  correspondentEmails,
  findOrNamePerson,
  hasLeft,
  type PersonRow,
  peopleWith,
  personById,
} from './people.js';
export { formatPhone } from './phone.js';
export { administersAll } from './role.js';
export { searchOrganisations } from './search-organisations.js';
export { type NewOperator, setOperator } from './set-operator.js';
export { presumedSiret, readSiret } from './siret.js';
