import { situationNames } from '#src/orders/index.js';
import { longDate, phone } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  BackLink,
  Button,
  Card,
  Checkbox,
  ErrorSummary,
  Form,
  Hidden,
  type Html,
  PageHeader,
  Stack,
  Summary,
  type SummaryRow,
} from '#src/platform/ui/index.js';
import { differences } from '#src/registration/documents/document-rules.js';
import type { FileView, OrderedHolder, Piece } from '#src/registration/file/file-view.js';
import { filePaths } from '#src/registration/paths.js';
import { identityNames } from '#src/registration/types.js';
import type { Defect } from './submission.js';

interface SubmitProps {
  readonly view: FileView;
  readonly pieces: readonly Piece[];
  readonly ordered: OrderedHolder | undefined;
  readonly defects: readonly Defect[];
  /** The file is still in the holder's hands. */
  readonly editable: boolean;
  /** Sentence of a refusal, or the box left empty. */
  readonly refusal?: string | undefined;
  readonly unconfirmed?: boolean;
}

/** Check your answers, confirm, hand in; once handed in, what the office reads. */
export function SubmitPage(props: SubmitProps): Html {
  const { view, defects, ordered } = props;
  const { facts } = view;
  if (!props.editable) return <SentPage {...props} />;
  const differing = ordered ? differences(facts, ordered) : [];
  const confirm = 'Cochez la case pour confirmer que ces données sont les vôtres.';
  return (
    <Stack>
      <BackLink href={filePaths.mine(facts.id)}>Retour au dossier</BackLink>
      <ErrorSummary
        errors={[
          ...(props.refusal ? [{ message: props.refusal }] : []),
          ...(props.unconfirmed ? [{ field: 'confirmed', message: confirm }] : []),
        ]}
      />
      <PageHeader title="Vérifiez, puis déposez" lead="Le bureau d’enregistrement lira exactement ceci." />
      {defects.length > 0 && (
        <Alert tone="warning" title="Il reste à compléter">
          <ul class="ds-list">
            {defects.map((defect) => (
              <li>
                <a href={mendAt(facts.id, defect)}>{defect.sentence}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {differing.length > 0 && (
        <Alert title="Ce qui diffère de la commande">
          <p>La commande disait autre chose. C’est normal si vous avez corrigé ; vérifiez seulement.</p>
          <ul class="ds-list">
            {differing.map(({ label, ordered: was, now }) => (
              <li>
                {label} : {label === 'Téléphone' ? phone(was) : was} à la commande,{' '}
                <strong>{label === 'Téléphone' ? phone(now) : now}</strong> ici.
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Answers {...props} />
      {defects.length === 0 && (
        <Form action={filePaths.submit(facts.id)}>
          <Hidden name="version" value={String(facts.version)} />
          <Checkbox
            name="confirmed"
            label="Je confirme que ces données sont les miennes et qu’elles sont exactes."
            error={props.unconfirmed ? confirm : undefined}
          />
          <Actions>
            <Button>Déposer mon dossier</Button>
          </Actions>
        </Form>
      )}
    </Stack>
  );
}

/** The same, to be read only: the file is in the office's hands, or at its end. */
function SentPage(props: SubmitProps): Html {
  const { facts } = props.view;
  return (
    <Stack>
      <BackLink href={filePaths.mine(facts.id)}>Retour au dossier</BackLink>
      <ErrorSummary errors={props.refusal ? [{ message: props.refusal }] : []} />
      <PageHeader
        title="Ce que vous avez envoyé"
        lead={facts.submitted_at ? `Dossier déposé le ${longDate(facts.submitted_at)}.` : undefined}
      />
      <Answers {...props} />
    </Stack>
  );
}

function Answers({ view, pieces, editable }: SubmitProps): Html {
  const { facts, office } = view;
  // the office that has judged the file keeps it
  const change =
    editable && facts.state !== 'to-correct'
      ? { change: { href: filePaths.office(facts.id), what: 'le bureau' } }
      : {};
  return (
    <>
      <Card title="Vos données">
        <Summary rows={dataRows(view, editable)} />
      </Card>
      <Card title="Votre bureau">
        <Summary rows={[{ label: 'Contrôle du dossier', value: office?.name ?? 'À choisir', ...change }]} />
      </Card>
      <Card title="Vos pièces">
        <Summary rows={pieces.map((piece) => pieceRow(view, piece, editable))} />
      </Card>
    </>
  );
}

function mendAt(id: string, defect: Defect): string {
  if (defect.where === 'identity') return filePaths.identity(id);
  if (defect.where === 'office') return filePaths.office(id);
  return filePaths.documents(id, defect.where.slice('document:'.length));
}

/** The holder's data, a line each; `change` links where the viewer may mend them. */
function dataRows(view: FileView, changeable: boolean): SummaryRow[] {
  const { facts } = view;
  const change = (what: string): Pick<SummaryRow, 'change'> =>
    changeable ? { change: { href: filePaths.identity(facts.id), what } } : {};
  const missing = 'À compléter';
  return [
    { label: 'Prénoms', value: facts.given_names, ...change('vos prénoms') },
    { label: 'Nom', value: facts.surname, ...change('votre nom') },
    ...(facts.birth_name ? [{ label: 'Nom de naissance', value: facts.birth_name }] : []),
    {
      label: 'Naissance',
      value: facts.birth_date ? `${longDate(facts.birth_date)}, ${facts.birth_place}` : missing,
      ...change('votre naissance'),
    },
    { label: 'Fonction', value: facts.function, ...change('votre fonction') },
    { label: 'Situation', value: situationNames[facts.situation], ...change('votre situation') },
    { label: 'Téléphone', value: phone(facts.phone), ...change('votre téléphone') },
    { label: 'Adresse électronique', value: facts.email },
    {
      label: 'Adresse postale',
      value: facts.address ? `${facts.address}, ${facts.postal_code} ${facts.city}` : missing,
      ...change('votre adresse'),
    },
  ];
}

function pieceRow(view: FileView, { expected, document }: Piece, changeable: boolean): SummaryRow {
  const references =
    expected.identity && view.facts.identity_kind
      ? `${identityNames[view.facts.identity_kind]} se terminant par ${view.facts.identity_last4}, `
      : '';
  const dates = document?.expires
    ? `valable jusqu’au ${longDate(document.expires)}`
    : document?.dated
      ? `pièce datée du ${longDate(document.dated)}`
      : 'pièce envoyée';
  const { id } = view.facts;
  const value = document ? (
    <>
      <a href={filePaths.ownVersion(id, expected.kind, document.number ?? 1)}>{document.name}</a>
      {`, ${references}${dates}`}
    </>
  ) : (
    'À envoyer'
  );
  return {
    label: expected.name,
    value,
    ...(changeable ? { change: { href: filePaths.documents(id, expected.kind), what: expected.name } } : {}),
  };
}
