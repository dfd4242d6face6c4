import { situationNames } from '#src/orders/index.js';
import { phone, since } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  Card,
  Checklist,
  Desk,
  EmailAddress,
  type Html,
  LinkButton,
  PageHeader,
  Problems,
  Stack,
} from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/holder-name.js';
import { filePaths } from '#src/registration/paths.js';
import { ConclusionPanel } from './conclusion-panel.js';
import type { DeskFileProps } from './desk-file-view.js';
import { DeskPieces } from './desk-pieces.js';
import { pieceChecks } from './piece-checks.js';
import { PieceViewer } from './piece-viewer.js';
import { VerdictForm } from './verdict-form.js';

/** A file on the desk: its pieces, the one looked at, the verdict beside it. */
export function DeskFilePage(props: DeskFileProps): Html {
  const { view, place } = props;
  const { facts, now } = view;
  return (
    <Stack>
      <Problems errors={props.errors} refusal={props.refusal} />
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
        list={<DeskPieces {...props} />}
        view={<PieceViewer {...props} />}
        side={<Side {...props} />}
      />
      <OtherSteps {...props} />
      {props.mails}
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

function Side(props: DeskFileProps): Html {
  const { view, piece } = props;
  const judging = view.facts.state === 'submitted' && view.next.length > 0 && !props.barred;
  const current = piece?.document?.number === props.version;
  return (
    <>
      {judging && current && piece && <VerdictForm {...props} piece={piece} />}
      <Card title="Vérifié par le service">
        <Checklist items={pieceChecks(props)} />
      </Card>
      <Card title="Joindre le titulaire">
        <p>
          <a href={`tel:${view.facts.phone}`}>{phone(view.facts.phone)}</a>
          <br />
          <a href={`mailto:${view.facts.email}`}>
            <EmailAddress of={view.facts.email} />
          </a>
        </p>
      </Card>
    </>
  );
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
