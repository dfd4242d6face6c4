import { situationNames } from '#src/orders/index.js';
import { fileSize, longDate, phone, since } from '#src/platform/french.js';
import {
  Actions,
  Alert,
  Button,
  Card,
  type Check,
  Checklist,
  type Child,
  Desk,
  ErrorSummary,
  Form,
  Hidden,
  type Html,
  LinkButton,
  PageHeader,
  PdfFrame,
  Picker,
  type PickItem,
  ShortcutsToggle,
  Stack,
} from '#src/platform/ui/index.js';
import type { ReasonChoice } from './configuration.js';
import { dateDefect, differences } from './document-rules.js';
import { FilePanel } from './file-panel.js';
import type { FileView, OrderedHolder, Piece } from './file-view.js';
import { holderName } from './holder-name.js';
import { filePaths } from './paths.js';
import { identityNames } from './types.js';
import { VerdictForm } from './verdict-form.js';

export interface DeskFileProps {
  readonly view: FileView;
  readonly pieces: readonly Piece[];
  /** The piece looked at, and which of its versions. */
  readonly piece: Piece | undefined;
  readonly version: number;
  readonly ordered: OrderedHolder | undefined;
  readonly reasons: readonly ReasonChoice[];
  readonly usages: readonly string[];
  readonly place: { place: number; total: number; previous: string | null; next: string | null } | undefined;
  /** Why this officer may not judge this file: theirs, or prepared by them. */
  readonly barred: string | undefined;
  readonly refusal?: string | undefined;
  readonly errors?: Readonly<Record<string, string>>;
  readonly typed?: { readonly reason: string; readonly comment: string };
}

/** A file on the desk: its pieces, the one looked at, the verdict beside it. */
export function DeskFilePage(props: DeskFileProps): Html {
  const { view, place } = props;
  const { facts, now } = view;
  const problems = Object.entries(props.errors ?? {}).map(([field, message]) => ({ field, message }));
  return (
    <Stack>
      <ErrorSummary errors={[...(props.refusal ? [{ message: props.refusal }] : []), ...problems]} />
      <PageHeader
        trail={[{ label: 'À contrôler', href: filePaths.desk }]}
        place={place ? `${place.place} sur ${place.total}` : since(facts.since, now)}
        title={holderName(facts)}
        lead={[
          [...new Set([facts.function, situationNames[facts.situation]])].join(', '),
          facts.organisation_name,
          `commande ${facts.order_number}`,
          `usages : ${props.usages.join(', ')}`,
        ].join(' · ')}
        aside={<Neighbours place={place} />}
      />
      {props.barred && <Alert tone="warning">{props.barred}</Alert>}
      <ConclusionPanel {...props} />
      <Desk
        viewLabel="Pièce affichée"
        list={<Pieces {...props} />}
        view={<Viewer {...props} />}
        side={<Side {...props} />}
      />
      <OtherSteps {...props} />
    </Stack>
  );
}

function Neighbours({ place }: Pick<DeskFileProps, 'place'>): Html | null {
  if (!place) return null;
  return (
    <Actions>
      {place.previous && (
        <LinkButton href={filePaths.desked(place.previous)} variant="tertiary" small shortcut="P">
          Précédent
        </LinkButton>
      )}
      {place.next && (
        <LinkButton href={filePaths.desked(place.next)} variant="tertiary" small shortcut="S">
          Suivant
        </LinkButton>
      )}
    </Actions>
  );
}

/** Once every piece is judged, the one step that fits the verdicts. */
function ConclusionPanel(props: DeskFileProps): Html {
  const { view, pieces, barred } = props;
  const { facts, row } = view;
  if (facts.state !== 'submitted' || barred || view.next.length === 0) {
    return <FilePanel view={barred ? { ...view, next: [] } : view} />;
  }
  const unjudged = pieces.filter(({ document }) => document && !document.outcome).length;
  const good = pieces.every(
    ({ expected, document }) => document?.outcome === 'accepted' && !dateDefect(expected, document, view.now),
  );
  if (unjudged > 0) {
    return (
      <FilePanel view={view} todo={unjudged === 1 ? 'jugez la dernière pièce' : `jugez ${unjudged} pièces`} />
    );
  }
  const action = good ? filePaths.validate(facts.id) : filePaths.corrections(facts.id);
  return (
    <FilePanel
      view={view}
      todo={good ? 'validez le dossier' : 'demandez les corrections'}
      action={
        <Form action={action}>
          <Hidden name="version" value={String(row.version)} />
          <Button shortcut={good ? 'V' : 'C'}>
            {good ? 'Valider le dossier' : 'Demander les corrections'}
          </Button>
        </Form>
      }
    >
      {good
        ? 'Toutes les pièces sont acceptées et en cours de validité. Le titulaire sera convoqué, le centre de délivrance prévenu, le certificat demandé.'
        : 'Le titulaire reçoit un verdict pour chaque pièce, avec un lien pour remplacer celles qui le demandent.'}
    </FilePanel>
  );
}

function Pieces(props: DeskFileProps): Html {
  const { view, pieces, piece } = props;
  return (
    <Picker
      label="Pièces du dossier"
      items={pieces.map((each): PickItem => {
        const { expected, document } = each;
        return {
          href: filePaths.desked(view.facts.id, expected.kind),
          label: expected.name,
          state: pickState(each, view.now),
          current: expected.kind === piece?.expected.kind,
          detail: document
            ? `${verdictWords(each, view.now)}${(document.number ?? 1) > 1 ? ` · version ${document.number}` : ''}`
            : 'pas encore envoyée',
        };
      })}
    >
      <p>Seul votre bureau ouvre ces pièces. Chaque ouverture est inscrite au journal.</p>
      <ShortcutsToggle />
    </Picker>
  );
}

function pickState({ expected, document }: Piece, now: Date): PickItem['state'] {
  if (!document) return 'none';
  if (document.outcome === 'to-replace') return 'blocked';
  if (dateDefect(expected, document, now)) return 'doubt';
  return document.outcome === 'accepted' ? 'done' : 'waiting';
}

function verdictWords({ expected, document }: Piece, now: Date): string {
  if (document?.outcome === 'to-replace') return 'à remplacer';
  if (document && dateDefect(expected, document, now)) return 'date à revoir';
  return document?.outcome === 'accepted' ? 'acceptée' : 'à juger';
}

function Viewer({ view, piece, version }: DeskFileProps): Child {
  const document = piece?.document;
  if (!piece || !document?.media_type) return <p>Cette pièce n’a pas encore été envoyée.</p>;
  const { kind, name } = piece.expected;
  const current = document.number ?? 1;
  const source = filePaths.version(view.facts.id, kind, version);
  const olders = Array.from({ length: current }, (_, index) => index + 1).filter((each) => each !== version);
  return (
    <>
      <div class="desk-bar">
        <span>
          Version {version} sur {current}
          {version === current && document.size ? `, ${fileSize(document.size)}` : ''}
        </span>
        <span>
          {olders.map((each) => (
            <>
              <a href={`${filePaths.desked(view.facts.id, kind)}&version=${each}`}>Version {each}</a>
              {' · '}
            </>
          ))}
          <a href={source} target="_blank" rel="noopener">
            Agrandir<span class="ds-sr-only"> dans un nouvel onglet</span>
          </a>
        </span>
      </div>
      {version !== current && (
        <p>
          Ancienne version, remplacée depuis.{' '}
          <a href={filePaths.desked(view.facts.id, kind)}>Voir la version à juger</a>
        </p>
      )}
      {version === current && document.media_type.startsWith('image/') ? (
        <img src={source} alt={`${name}, telle que le titulaire l’a envoyée`} />
      ) : (
        <PdfFrame src={source} title={`${name} : document envoyé par le titulaire`} />
      )}
    </>
  );
}

function Side(props: DeskFileProps): Html {
  const { view, piece } = props;
  const judging = view.facts.state === 'submitted' && view.next.length > 0 && !props.barred;
  const current = piece?.document?.number === props.version;
  return (
    <>
      <Card title="Ce qui est vérifié d’office">
        <Checklist items={verified(props)} />
      </Card>
      {judging && current && piece && <VerdictForm {...props} piece={piece} />}
    </>
  );
}

function verified({ view, piece, ordered }: DeskFileProps): Check[] {
  const checks: Check[] = [];
  const { facts, row } = view;
  const differing = ordered ? differences(facts, ordered) : [];
  checks.push({
    state: differing.some(({ label }) => label === 'Nom' || label === 'Prénom') ? 'doubt' : 'done',
    label: 'Nom et prénom',
    detail: `${row.given_names} ${row.surname}${row.birth_date ? `, né(e) le ${longDate(row.birth_date)} à ${row.birth_place}` : ''}`,
  });
  for (const { label, ordered: was, now } of differing) {
    const show = (value: string): string => (label === 'Téléphone' ? phone(value) : value);
    checks.push({
      state: 'doubt',
      label: `${label} : diffère de la commande`,
      detail: `Commande : ${show(was)}. Dossier : ${show(now)}.`,
    });
  }
  const document = piece?.document;
  if (!piece || !document) return checks;
  checks.push({
    state: 'done',
    label: document.media_type === 'application/pdf' ? 'Fichier PDF' : 'Image',
    detail: document.uploaded_at ? `envoyé le ${longDate(document.uploaded_at)}` : undefined,
  });
  const defect = dateDefect(piece.expected, document, view.now);
  if (piece.expected.identity && facts.identity_kind) {
    checks.push({
      state: defect ? 'blocked' : 'done',
      label: `${identityNames[facts.identity_kind]} se terminant par ${facts.identity_last4}`,
      detail: defect ?? `Valable jusqu’au ${facts.identity_expires ? longDate(facts.identity_expires) : ''}`,
    });
  } else if (document.dated) {
    checks.push({
      state: defect ? 'blocked' : 'done',
      label: `Datée du ${longDate(document.dated)}`,
      detail: defect ?? (piece.expected.maxMonths ? `moins de ${piece.expected.maxMonths} mois` : undefined),
    });
  }
  return checks;
}

function OtherSteps({ view, barred }: DeskFileProps): Html | null {
  const { id } = view.facts;
  const links = view.besides.flatMap((row) => {
    if (row.step === 'reject') return [{ href: filePaths.reject(id), label: row.label }];
    return row.step === 'reopen' ? [{ href: filePaths.reopen(id), label: row.label }] : [];
  });
  if (links.length === 0 || barred) return null;
  return (
    <Actions>
      {links.map(({ href, label }) => (
        <LinkButton href={href} variant="tertiary">
          {label}
        </LinkButton>
      ))}
    </Actions>
  );
}
