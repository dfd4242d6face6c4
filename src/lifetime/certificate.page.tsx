import { inSentence, longDate, ofName, phone, since } from '#src/platform/french/french.js';
import {
  Alert,
  BackLink,
  Button,
  Card,
  type Child,
  Form,
  type Html,
  PageHeader,
  Panel,
  Problems,
  Reason,
  Stack,
  Summary,
} from '#src/platform/ui/index.js';
import { certificateTable, holderName } from '#src/registration/index.js';
import type { CertificateView } from './certificate-view.js';
import { StateTag, validity } from './certificate-words.js';
import { certificatePaths } from './paths.js';

/** A certificate as its holder, its organisation and the purchasing body see it, with the steps that each may take. */
export function CertificatePage(props: {
  readonly view: CertificateView;
  readonly back: { readonly href: string; readonly label: string };
  readonly refusal?: string | undefined;
}): Html {
  const { view, back } = props;
  const { facts } = view;
  const stopped = facts.state === 'suspended' || facts.state === 'revoked';
  return (
    <Stack>
      <BackLink href={back.href}>{back.label}</BackLink>
      <Problems refusal={props.refusal} />
      <PageHeader
        title={`Certificat ${ofName(holderName(facts))}`}
        lead={`${facts.organisation_name}, commande ${facts.order_number}`}
      />
      <CertificatePanel view={view} />
      {facts.unconfirmed && <Unconfirmed view={view} />}
      {stopped && facts.reason && (
        <Reason title={`${facts.reason.label}.`}>
          {[facts.reason.sentence, facts.reason.comment].filter(Boolean).join(' ')}
        </Reason>
      )}
      <Card title="Le certificat" aside={<StateTag state={facts.state} />}>
        <Summary
          rows={[
            { label: 'Titulaire', value: `${holderName(facts)}, ${facts.function}` },
            { label: 'Organisme', value: facts.organisation_name },
            { label: 'Valable', value: validity(facts) },
            { label: 'Numéro de série', value: <code>{facts.serial}</code> },
            { label: 'Émis par', value: facts.issuer },
            ...(facts.token_serial ? [{ label: 'Clé', value: `n° ${facts.token_serial}` }] : []),
            ...(facts.revoked_at ? [{ label: 'Révoqué le', value: longDate(facts.revoked_at) }] : []),
          ]}
        />
      </Card>
      <Besides view={view} />
      <Contact view={view} />
    </Stack>
  );
}

/** Who passes the decision on to the authority, and what to do where that lasts. */
function Unconfirmed({ view }: { view: CertificateView }): Html {
  const { facts, buyer, byHand } = view;
  return (
    <Alert title="L’autorité de certification n’a pas encore confirmé">
      {byHand
        ? 'Elle n’est pas reliée à Clé en main : '
        : 'La décision lui est transmise, et répétée jusqu’à sa confirmation. Si ce message demeure, '}
      {view.besides.has('confirm') ? (
        <>
          {byHand ? 'transmettez-lui la décision sans attendre,' : 'faites confirmer l’autorité'} par ses
          propres moyens, puis <a href={certificatePaths.confirm(facts.id)}>notez sa confirmation</a>.
        </>
      ) : (
        <>
          {byHand &&
            `${buyer?.shortName ?? 'l’organisme acheteur'} lui transmet la décision, puis note ici sa confirmation. Si c’est urgent, `}
          {view.help ? 'appelez l’autorité, ou le contact ci-dessous.' : 'appelez le contact ci-dessous.'}
        </>
      )}
    </Alert>
  );
}

function CertificatePanel({ view }: { view: CertificateView }): Html {
  const { facts, next, buyer, now } = view;
  const when = since(facts.since, now);
  switch (facts.state) {
    case 'suspended':
      return next.has('resume') ? (
        <Panel
          turn="yours"
          title="C’est à vous : remettez le certificat en service, ou faites-le révoquer"
          since={when}
          action={
            <Form action={certificatePaths.resume(facts.id)}>
              <Button>Remettre en service</Button>
            </Form>
          }
        >
          Suspendu, il ne permet ni de signer ni d’ouvrir un service. Remettez-le en service une fois la clé
          entre les mains de son titulaire.
        </Panel>
      ) : (
        <Panel
          turn="theirs"
          title={`C’est à ${holderName(facts)}, au représentant légal ou à ${buyer?.shortName ?? 'l’organisme acheteur'} d’agir.`}
          since={when}
        >
          Le certificat est suspendu : il ne permet ni de signer ni d’ouvrir un service.
        </Panel>
      );
    case 'issued':
      return (
        <Panel turn="theirs" title="On attend la remise de la clé." since={when}>
          Le certificat est émis. Il sera actif à la remise.
        </Panel>
      );
    case 'live':
      return (
        <Panel turn="ended" icon="check" title="Le certificat est actif." since={when}>
          Rien n’est attendu. Il arrivera à son terme le {longDate(facts.not_after)}.
        </Panel>
      );
    default:
      return (
        <Panel
          turn="stopped"
          title={`Le certificat est ${certificateTable.words[facts.state]}.`}
          since={when}
        >
          {facts.state === 'revoked' ? 'C’est définitif.' : 'Sa validité est passée.'}
        </Panel>
      );
  }
}

function Besides({ view }: { view: CertificateView }): Html | null {
  const { facts, besides } = view;
  const links: { href: string; label: string; note: Child }[] = [
    ...(besides.has('suspend')
      ? [
          {
            href: certificatePaths.suspend(facts.id),
            label: 'Suspendre le certificat',
            note: 'Clé égarée : le temps de la chercher.',
          },
        ]
      : []),
    ...(besides.has('revoke')
      ? [
          {
            href: certificatePaths.revoke(facts.id),
            label: 'Révoquer le certificat',
            note: 'Clé perdue ou volée, départ, information fausse : c’est définitif.',
          },
        ]
      : []),
  ];
  if (links.length === 0) return null;
  return (
    <Card title="Autres démarches">
      <ul class="ds-list">
        {links.map(({ href, label, note }) => (
          <li>
            <a href={href}>{label}</a>
            <br />
            <span class="soft">{note}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Somebody to reach, and how the authority is reached when nobody of the purchasing body is there. */
function Contact({ view }: { view: CertificateView }): Html | null {
  const { buyer, help } = view;
  if (!buyer) return null;
  return (
    <p class="soft">
      Une question ? {buyer.contactName}, {buyer.shortName} :{' '}
      <a href={`tel:${buyer.contactPhone}`}>{phone(buyer.contactPhone)}</a>,{' '}
      <a href={`mailto:${buyer.contactEmail}`}>{buyer.contactEmail}</a>.
      {help && <> L’autorité de certification se joint aussi sans Clé en main : {inSentence(help)}</>}
    </p>
  );
}
