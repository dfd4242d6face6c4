import type { Entry } from '#src/catalogue/index.js';
import { handoverPaths } from '#src/handover/paths.js';
import type { TokenRow } from '#src/handover/types.js';
import { longDate } from '#src/platform/french/french.js';
import {
  Actions,
  Button,
  type Child,
  Form,
  Hidden,
  type Html,
  RadioGroup,
  TextArea,
  TextField,
} from '#src/platform/ui/index.js';
import { typedText } from '#src/platform/web/form.js';
import { holderName } from '#src/registration/index.js';
import type { CertificateRead } from './certificate-read.js';
import { CertificateStage, certificateTitle } from './certificate-stage.js';
import type { HandOverView } from './hand-over-view.js';
import { AgentIdentity, IdentityStage } from './identity-stage.js';
import { Tick } from './tick.js';

/** Every stage of the face-to-face, posted at once. */
export function HandOverForm(props: {
  view: HandOverView;
  certificate: CertificateRead;
  token: TokenRow;
}): Html {
  const { view, certificate, token } = props;
  const { visit, file, agent } = view;
  const words = agent ? agentWords(agent.name, holderName(file)) : holderWords(holderName(file));
  return (
    <Form action={handoverPaths.handOver(visit.id, file.id)} label="Remise de la clé">
      <Hidden name="seen" value={certificate.fingerprint} />
      {agent && <Hidden name="receiver" value={agent.id} />}
      <ol class="stages" data-stages>
        <Stage title="Présent, pièce d’identité en main">
          {agent ? <AgentIdentity view={view} /> : <IdentityStage view={view} />}
        </Stage>
        <Stage title={`Clé n° ${token.serial}`}>
          <p class="stage-detail">
            {token.received_at &&
              `Reçue au centre le ${longDate(token.received_at)}, préparée pour ce dossier.`}
          </p>
          <TextField
            name="serial"
            label="Numéro lu sur la clé"
            hint="Scannez l’étiquette, ou tapez le numéro."
            expected={token.serial}
            spellcheck={false}
            maxlength={64}
            value={typedText(view.typed, 'serial')}
            error={view.errors.serial}
          />
        </Stage>
        <Stage title={certificateTitle(certificate)}>
          <CertificateStage view={view} certificate={certificate} />
        </Stage>
        <Stage title={words.acceptance}>
          <p class="quote">{view.acceptance}</p>
          <Tick view={view} name="accepted" label={words.accepts} />
        </Stage>
        <Stage title={words.code}>
          <p class="stage-detail">Ne le demandez pas, ne le lisez pas.</p>
          <Tick view={view} name="code" label={words.codeKnown} />
        </Stage>
        {view.relaxed && <SeparationStage view={view} reasons={view.relaxed} />}
        <Stage title="Confirmations">
          <div class="confirmations">
            <div>
              <Tick view={view} name="holderConfirms" label={words.received} />
            </div>
            <div>
              <Tick
                view={view}
                name="officerConfirms"
                label={`${view.officer} : j’ai vérifié son identité et remis la clé en main propre.`}
              />
            </div>
          </div>
        </Stage>
      </ol>
      <Actions>
        <Button icon="key">Terminer la remise</Button>
      </Actions>
    </Form>
  );
}

type Words = Readonly<Record<'acceptance' | 'accepts' | 'code' | 'codeKnown' | 'received', string>>;

function holderWords(holder: string): Words {
  return {
    acceptance: 'Le titulaire accepte les données du certificat',
    accepts: 'Le titulaire accepte',
    code: 'Code secret reçu à part',
    codeKnown: 'Le titulaire dit l’avoir reçu',
    received: `${holder} : j’ai reçu ma clé, les données de mon certificat sont exactes.`,
  };
}

function agentWords(agent: string, holder: string): Words {
  return {
    acceptance: 'Le mandataire accepte les données du certificat, au nom du titulaire',
    accepts: 'Le mandataire accepte',
    code: 'Code secret, pour le titulaire seul',
    codeKnown: 'Le mandataire sait qu’il ne le reçoit pas',
    received: `${agent} : j’ai reçu la clé de ${holder} pour la lui remettre, les données de son certificat sont exactes.`,
  };
}

/** Why the officer who validated the file hands the key over too, where a setting lets them. */
function SeparationStage(props: { view: HandOverView; reasons: readonly Entry<'reason'>[] }): Html {
  const { view, reasons } = props;
  return (
    <Stage title="Vous avez aussi validé ce dossier">
      <p class="stage-detail">
        Dites pourquoi c’est vous qui remettez la clé : le motif est noté au journal.
      </p>
      <RadioGroup
        name="separation"
        legend="Motif"
        value={typedText(view.typed, 'separation')}
        error={view.errors.separation}
        options={reasons.map(({ code, data }) => ({ value: code, label: data.label }))}
      />
      <TextArea
        name="separationComment"
        label="Commentaire"
        optional
        rows={2}
        maxlength={1000}
        value={typedText(view.typed, 'separationComment')}
      />
    </Stage>
  );
}

function Stage({ title, children }: { title: string; children: Child }): Html {
  return (
    <li data-stage>
      <div class="stage">
        <h2>{title}</h2>
        {children}
      </div>
    </li>
  );
}
