export { Actions, Button, LinkButton } from './buttons.js';
export { Checkbox, CheckboxGroup, RadioGroup } from './choices.js';
export * from './content.js';
export { ErrorSummary, type FormError, Problems } from './error-summary.js';
export { DateField, FileField, SelectField, TextArea, TextField } from './fields.js';
export { Figure, Progress, type Share, Shares } from './figures.js';
export { Fieldset, Form, Hidden } from './form.js';
export type { Child, Html } from './html.js';
export type { State } from './icons.js';
export { Layout, type NavItem, type Shell } from './layout.js';
export {
  isFiltered,
  ListChoice,
  ListCount,
  ListFilters,
  ListPages,
  ListTable,
  type ListView,
  NoneFound,
} from './list.js';
export { BulkActions, Filters, Pagination } from './listing.js';
export { BackLink, Columns, Desk, Grid, PageHeader, ShortcutsToggle, Stack } from './page.js';
export { Panel, type PanelTurn } from './panel.js';
export { PdfFrame } from './pdf-frame.js';
export { Relay, type RelayCell } from './relay.js';
export { type Check, Checklist, Picker, type PickItem, Steps } from './steps.js';
export { DataTable, withQuery } from './table.js';
export { Money, When } from './when.js';
