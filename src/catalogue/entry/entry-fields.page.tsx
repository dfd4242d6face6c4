import type { Field } from '#src/catalogue/kinds/field.js';
import type { Fields } from '#src/catalogue/kinds/kind.js';
import {
  Checkbox,
  CheckboxGroup,
  DateField,
  type Html,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#src/platform/ui/index.js';
import { type FieldErrors, type Typed, typedList, typedText } from '#src/platform/web/form.js';

interface EntryFieldsProps {
  readonly fields: Fields;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  /** By field: code → name of the entries that it may point at. */
  readonly offered: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The form's questions, made from the fields of a kind. */
export function EntryFields({ fields, typed, errors, offered }: EntryFieldsProps): Html {
  return (
    <>
      {Object.entries(fields).map(([key, field]) => (
        <EntryField
          field={field}
          name={`data.${key}`}
          typed={typed}
          error={errors[`data.${key}`]}
          options={field.options ?? offered[key] ?? {}}
        />
      ))}
    </>
  );
}

interface EntryFieldProps {
  readonly field: Field;
  readonly name: string;
  readonly typed: Typed;
  readonly error: string | undefined;
  readonly options: Readonly<Record<string, string>>;
}

function EntryField({ field, name, typed, error, options }: EntryFieldProps): Html {
  const { label, hint, optional, max } = field;
  const shared = { name, label, hint, error, optional };
  const value = typedText(typed, name);
  const list = Object.entries(options).map(([code, words]) => ({ value: code, label: words }));
  switch (field.widget) {
    case 'yes-no':
      return (
        <Checkbox name={name} label={label} hint={hint} error={error} checked={value === 'oui'} optional />
      );
    case 'choices':
      return (
        <CheckboxGroup
          name={name}
          legend={label}
          hint={hint}
          error={error}
          options={list}
          values={typedList(typed, name)}
        />
      );
    case 'choice':
      if (list.length > 5)
        return <SelectField {...shared} value={value} options={list} placeholder="Choisissez" />;
      return <RadioGroup name={name} legend={label} hint={hint} error={error} options={list} value={value} />;
    case 'long-text':
      return <TextArea {...shared} value={value} maxlength={max} rows={(max ?? 0) > 1000 ? 10 : 3} />;
    case 'lines':
      return <TextArea {...shared} value={value} rows={4} />;
    case 'day':
      return <DateField {...shared} value={value} />;
    case 'money':
    case 'percent':
      return (
        <TextField
          {...shared}
          value={value}
          suffix={field.unit}
          inputmode="decimal"
          width="s"
          maxlength={12}
        />
      );
    case 'integer':
      return (
        <TextField
          {...shared}
          value={value}
          suffix={field.unit}
          inputmode="numeric"
          width="xs"
          maxlength={6}
        />
      );
    case 'text':
      return <TextField {...shared} value={value} maxlength={max} width="full" />;
  }
}
