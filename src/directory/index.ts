export { type AddOrganisation, addOrganisation, addOrganisationInput } from './add-organisation.js';
export { type AddressDoubt, addressDoubts, isGenericAddress } from './address-doubts.js';
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
export {
  type DirectoryImport,
  type DirectoryProblem,
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
export { organisationPaths } from './organisation-paths.js';
export {
  confirmSiret,
  deliveryCentreFor,
  findOrganisation,
  type Operator,
  type OperatorKind,
  type Organisation,
  operatorOf,
  operatorsOf,
  purchasingBody,
  registrationOffices,
} from './organisations.js';
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
export { administers, administersAll, administersSome, type GrantedPart } from './role.js';
export { type Found, searchOrganisations, type Wanted } from './search-organisations.js';
export { type NewOperator, setOperator } from './set-operator.js';
export { presumedSiret, readSiren, readSiret } from './siret.js';
