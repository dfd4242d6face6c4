export { addressDoubts } from './address-doubts.js';
export { correspondentPaths } from './correspondents/correspondent-paths.js';
export { findRepresented, type Represented } from './correspondents/correspondent-store.js';
export {
  contactName,
  emailField,
  personName,
  phoneField,
  postalCodeField,
  siretField,
  textField,
} from './fields.js';
export { operatorPaths } from './operators/operator-paths.js';
export {
  directoryColumns,
  importDirectory,
  importInWords,
} from './organisations/import-directory.js';
export {
  type ImportOutcome,
  importOrganisations,
  type RegisteredOrganisation,
} from './organisations/import-organisations.js';
export { type OrganisationKind, organisationKinds } from './organisations/organisation-kinds.js';
export {
  confirmSiret,
  deliveryCentreFor,
  findOrganisation,
  type Operator,
  operatorOf,
  operatorsOf,
  purchasingBody,
  registrationOffices,
} from './organisations/organisations.js';
export { searchOrganisations } from './organisations/search-organisations.js';
export { type NewOperator, setOperator } from './organisations/set-operator.js';
export { type Part, type Party, parts, partyNames } from './parts.js';
export { formatPhone } from './phone.js';
export { createAdministrator } from './roles/create-administrator.js';
export { grantRole } from './roles/grant-role.js';
export {
  correspondentEmails,
  findOrNamePerson,
  followersAmong,
  followsOrders,
  type PersonRow,
  peopleWith,
  personById,
  whoLeft,
} from './roles/people.js';
export { administersAll } from './roles/role.js';
export { presumedSiret, readSiret } from './siret.js';
