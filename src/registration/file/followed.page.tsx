import { situationNames } from '#src/orders/index.js';
import { longDate, phone } from '#src/platform/french/french.js';
import {
  Actions,
  Card,
  Checklist,
  type Child,
  type Html,
  LinkButton,
  PageHeader,
  Reason,
  Stack,
  Steps,
  Summary,
} from '#src/platform/ui/index.js';
import { fileTable } from '#src/registration/holder-file.js';
import { holderName } from '#src/registration/holder-name.js';
import { filePaths } from '#src/registration/paths.js';
import { FilePanel } from './file-panel.js';
import type { FileView, Piece } from './file-view.js';
import { Contact, pieceState, relaySteps } from './my-file.page.js';

/**
 * A file as the organisation and the officers of the relay follow it: where it stands and which pieces are ready,
 * never what they show.
 */
export function FollowedPage(props: {
  readonly view: FileView;
  readonly pieces: readonly Piece[];
  /** The next step of a later slice, and where it is taken. */
  readonly stepPage?: { readonly href: string; readonly label: string } | undefined;
  readonly children?: Child;
  /** What was mailed about the file, for its officers. */
  readonly mails?: Child;
}): Html {
  const { view, pieces } = props;
  const { facts } = view;
  const steps = new Set([...view.next, ...view.besides].map((each) => each.step));
  const prepares = steps.has('fill-in');
  return (
    <Stack>
      <Steps
        current={facts.validated_at && facts.state !== 'to-correct' ? 4 : 3}
        names={[...relaySteps.slice(0, 2), 'Dossier du titulaire', ...relaySteps.slice(3)]}
        label="Le certificat"
      />
      <PageHeader
        title={holderName(facts)}
        lead={`${facts.function}, ${facts.organisation_name}, commande ${facts.order_number}`}
      />
      <FilePanel
        view={view}
        action={
          view.next.some((row) => row.step === 'reissue') ? (
            <LinkButton href={filePaths.recordCertificate(facts.id)}>Noter le certificat</LinkButton>
          ) : (
            props.stepPage && <LinkButton href={props.stepPage.href}>{props.stepPage.label}</LinkButton>
          )
        }
      >
        Le dossier est {fileTable.words[facts.state]}.
        <Chase view={view} />
      </FilePanel>
      {facts.reason && (facts.state === 'to-correct' || facts.ended_at) && (
        <Reason title={`${facts.reason.label}.`}>{facts.reason.sentence}</Reason>
      )}
      {props.children}
      <Card title="Le titulaire">
        <Summary
          rows={[
            { label: 'Prénoms et nom', value: `${facts.given_names} ${facts.surname}` },
            { label: 'Fonction', value: facts.function },
            { label: 'Situation', value: situationNames[facts.situation] },
            {
              label: 'Adresse électronique',
              value: facts.email,
              ...(steps.has('correct-address')
                ? { change: { href: filePaths.address(facts.id), what: 'son adresse électronique' } }
                : {}),
            },
            { label: 'Bureau d’enregistrement', value: view.office?.name ?? 'Pas encore choisi' },
            ...(facts.validated_at ? [{ label: 'Validé le', value: longDate(facts.validated_at) }] : []),
            ...(facts.certificate_serial
              ? [{ label: 'Certificat', value: `numéro de série ${facts.certificate_serial}` }]
              : []),
          ]}
        />
      </Card>
      <Card title="Pièces du dossier">
        <Checklist
          items={pieces.map((piece) => ({
            state: piece.document ? pieceState(piece, view.now) : 'waiting',
            label: piece.expected.name,
            detail: piece.document ? undefined : 'Pas encore envoyée',
          }))}
        />
        <p class="soft">
          Seul le bureau d’enregistrement choisi ouvre ces pièces. La pièce d’identité est déposée par le
          titulaire lui-même.
        </p>
      </Card>
      {(prepares || steps.has('abandon') || mayRecord(view)) && (
        <Actions>
          {mayRecord(view) && (
            <LinkButton href={filePaths.recordCertificate(facts.id)} variant="secondary">
              Noter le certificat émis par l’autorité
            </LinkButton>
          )}
          {prepares && (
            <LinkButton href={filePaths.prepare(facts.id)} variant="secondary" icon="pen">
              Préparer les données du titulaire
            </LinkButton>
          )}
          {steps.has('abandon') && (
            <LinkButton href={filePaths.abandon(facts.id)} variant="tertiary">
              Abandonner ce dossier
            </LinkButton>
          )}
        </Actions>
      )}
      {props.mails}
      <Contact view={view} />
    </Stack>
  );
}

/** How the organisation reaches a holder whose move is awaited: it is the one who reminds them. */
function Chase({ view }: { view: FileView }): Html | null {
  const { facts, turn, parties } = view;
  const organisation = parties.includes('correspondent') || parties.includes('certification-agent');
  if (!organisation || turn.kind === 'ended' || !turn.parties.includes('holder')) return null;
  return (
    <p>
      Pour relancer {facts.given_names} {facts.surname} : <a href={`mailto:${facts.email}`}>{facts.email}</a>
      {facts.phone && (
        <>
          , ou <a href={`tel:${facts.phone}`}>{phone(facts.phone)}</a>
        </>
      )}
      .
    </p>
  );
}

/** The purchasing officer may record a certificate that is asked for and whose answer did not come by the adapter. */
export function mayRecord(view: FileView): boolean {
  return view.parties.includes('purchasing-officer') && view.facts.certificate_state === 'requested';
}
