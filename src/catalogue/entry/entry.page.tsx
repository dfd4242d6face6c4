import type { Kind } from '#src/catalogue/kinds/kind-names.js';
import { definitions } from '#src/catalogue/kinds/kinds.js';
import { cataloguePaths } from '#src/catalogue/paths.js';
import { longDate, recently } from '#src/platform/french/french.js';
import type { Day } from '#src/platform/french/working-time.js';
import {
  Actions,
  Alert,
  Button,
  Card,
  DateField,
  Definition,
  ErrorSummary,
  Form,
  type Html,
  PageHeader,
  SelectField,
  Summary,
} from '#src/platform/ui/index.js';
import type { FieldErrors, Typed } from '#src/platform/web/form.js';
import { typedText } from '#src/platform/web/form.js';
import { formErrors } from '#src/platform/web/form-errors.js';
import { EntryFields } from './entry-fields.page.js';

export interface FormView {
  readonly kind: Kind;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal: string | undefined;
  readonly offered: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly today: Day;
}

/** One version, told by what it changed. */
export interface VersionView {
  readonly from: Day;
  /** First day on which it is no longer in force. */
  readonly to: Day | null;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
}

interface EntryPageProps {
  readonly form: FormView;
  readonly code: string;
  readonly name: string;
  readonly versions: readonly VersionView[];
  readonly now: Date;
  readonly done: boolean;
}

/** An entry's form, and what it was before. */
export function EntryPage({ form, code, name, versions, now, done }: EntryPageProps): Html {
  const { kind, typed, errors, refusal } = form;
  return (
    <div class="stack">
      {done && <Alert tone="success">Le changement est enregistré.</Alert>}
      <Problems errors={errors} refusal={refusal} />
      <PageHeader title={name} trail={trailOf(kind)} />
      <Form action={cataloguePaths.entry(kind, code)}>
        <EntryFields fields={definitions[kind].fields} typed={typed} errors={errors} offered={form.offered} />
        <FromField form={form} />
        <Actions>
          <Button>Enregistrer une nouvelle version</Button>
        </Actions>
      </Form>
      <History versions={versions} now={now} />
      {definitions[kind].codes !== 'fixed' && (
        <Definition term="Mettre fin à cette entrée">
          <p>Elle ne sera plus proposée. Ce qui a été fait sous elle la garde.</p>
          <Form action={cataloguePaths.end(kind, code)} label="Mettre fin à cette entrée">
            <DateField
              name="on"
              label="À partir du"
              value={typedText(typed, 'on') || form.today}
              error={errors.on}
              min={form.today}
            />
            <Actions>
              <Button tone="danger">Mettre fin</Button>
            </Actions>
          </Form>
        </Definition>
      )}
    </div>
  );
}

/** A new entry; `bodies` where its code is an organisation. */
export function AddEntryPage(props: {
  form: FormView;
  bodies: readonly { value: string; label: string }[] | undefined;
}): Html {
  const { form, bodies } = props;
  const { kind, typed, errors, refusal } = form;
  return (
    <div class="stack">
      <Problems errors={errors} refusal={refusal} />
      <PageHeader title={`Ajouter\u202f: ${definitions[kind].one}`} trail={trailOf(kind)} />
      <Form action={cataloguePaths.add(kind)}>
        {bodies && (
          <SelectField
            name="code"
            label="Organisme"
            placeholder="Choisissez"
            options={bodies}
            value={typedText(typed, 'code')}
            error={errors.code}
          />
        )}
        <EntryFields fields={definitions[kind].fields} typed={typed} errors={errors} offered={form.offered} />
        <FromField form={form} />
        <Actions>
          <Button>Ajouter</Button>
        </Actions>
      </Form>
    </div>
  );
}

function FromField({ form }: { form: FormView }): Html {
  return (
    <DateField
      name="from"
      label="En vigueur à partir du"
      hint="Aujourd’hui ou plus tard. Ce qui a été fait avant garde la version d’avant."
      value={typedText(form.typed, 'from') || form.today}
      error={form.errors.from}
      min={form.today}
    />
  );
}

function Problems({ errors, refusal }: Pick<FormView, 'errors' | 'refusal'>): Html {
  return <ErrorSummary errors={refusal ? [{ message: refusal }] : formErrors(errors)} />;
}

function History({ versions, now }: { versions: readonly VersionView[]; now: Date }): Html {
  return (
    <Card title="Versions">
      <ol class="thread">
        {versions.map((version) => (
          <li>
            <p>
              <strong>{spanInWords(version)}</strong>
            </p>
            <p class="thread-detail">
              Enregistrée : {recently(version.madeAt, now)}, par {version.madeBy}
            </p>
            {version.changes.length > 0 && (
              <Summary
                rows={version.changes.map(({ label, before, after }) => ({
                  label,
                  value: (
                    <>
                      <del>{before}</del> <ins>{after}</ins>
                    </>
                  ),
                }))}
              />
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function spanInWords({ from, to }: VersionView): string {
  if (to === from) return `Remplacée avant d’avoir servi (${longDate(from)})`;
  return to ? `Du ${longDate(from)} jusqu’à la veille du ${longDate(to)}` : `Depuis le ${longDate(from)}`;
}

function trailOf(kind: Kind): { label: string; href: string }[] {
  return [
    { label: 'Configuration', href: cataloguePaths.kinds },
    { label: definitions[kind].title, href: cataloguePaths.kind(kind) },
  ];
}
