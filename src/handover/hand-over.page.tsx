import { type FieldErrors, type Typed, typedText } from '#src/platform/form.js';
import { hour, longDate, plural, siret } from '#src/platform/french.js';
import {
  Actions,
  Alert,
  BackLink,
  Button,
  Checkbox,
  Checklist,
  type Child,
  DateField,
  Form,
  Hidden,
  type Html,
  LinkButton,
  Picker,
  RadioGroup,
  SelectField,
  Stack,
  TextArea,
  TextField,
} from '#src/platform/ui/index.js';
import { holderName, identityNames } from '#src/registration/index.js';
import type { CertificateRead } from './certificate-read.js';
import { handoverPaths } from './paths.js';
import { Problems } from './reason.page.js';
import type { ReasonChoice } from './reasons.js';
import type { TokenRow, Visit, VisitFile } from './types.js';
import { outcomeWords } from './visit.page.js';
import { fromTo } from './visit-words.js';

export interface HandOverView {
  readonly visit: Visit;
  readonly file: VisitFile;
  readonly token: TokenRow | undefined;
  readonly certificate: CertificateRead | undefined;
  readonly acceptance: string;
  /** Why this officer may not, or reasons to give where a setting lets them. */
  readonly barred?: string | undefined;
  readonly relaxed: readonly ReasonChoice[] | undefined;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal?: string | undefined;
  readonly officer: string;
  readonly now: Date;
}

/** The face-to-face: one form, its stages lit one after the other where scripts run. */
export function HandOverPage({ view }: { view: HandOverView }): Html {
  const { visit, file } = view;
  const ready = !view.barred && view.certificate && view.token;
  return (
    <Stack>
      <BackLink href={handoverPaths.visit(visit.id)}>Retour au rendez-vous</BackLink>
      <Problems errors={view.errors} refusal={view.refusal} />
      <div class="visit">
        <People view={view} />
        <section class="card" aria-labelledby="titre">
          <h1 id="titre">Remettre sa clé à {holderName(file)}</h1>
          {view.barred && <Alert tone="danger">{view.barred}</Alert>}
          {!view.barred && !ready && (
            <Alert tone="danger" title="La clé ne peut pas être remise">
              Le certificat ou la clé de ce titulaire n’est pas là. Prévenez l’organisme acheteur.
            </Alert>
          )}
          {ready && view.certificate && (
            <HandOverForm view={view} certificate={view.certificate} token={ready} />
          )}
          <Actions>
            {ready && (
              <LinkButton
                variant="secondary"
                tone="danger"
                href={handoverPaths.refuseData(visit.id, file.id)}
              >
                Il refuse les données
              </LinkButton>
            )}
            <LinkButton variant="tertiary" href={handoverPaths.miss(visit.id, file.id)}>
              Noter une absence
            </LinkButton>
          </Actions>
        </section>
      </div>
    </Stack>
  );
}

function HandOverForm(props: { view: HandOverView; certificate: CertificateRead; token: TokenRow }): Html {
  const { view, certificate, token } = props;
  const { visit, file } = view;
  return (
    <Form action={handoverPaths.handOver(visit.id, file.id)} label="Remise de la clé">
      <Hidden name="seen" value={certificate.fingerprint} />
      <ol class="stages" data-stages>
        <Stage title="Présent, pièce d’identité en main">
          <IdentityStage view={view} />
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
            spellcheck={false}
            maxlength={64}
            value={typedText(view.typed, 'serial')}
            error={view.errors.serial}
          />
        </Stage>
        <Stage title={certificateTitle(certificate)}>
          <CertificateStage view={view} certificate={certificate} />
        </Stage>
        <Stage title="Le titulaire accepte les données du certificat">
          <p class="quote">{view.acceptance}</p>
          <Tick view={view} name="accepted" label="Le titulaire accepte" />
        </Stage>
        <Stage title="Code secret reçu à part">
          <p class="stage-detail">Ne le demandez pas, ne le lisez pas.</p>
          <Tick view={view} name="code" label="Le titulaire dit l’avoir reçu" />
        </Stage>
        {view.relaxed && (
          <Stage title="Vous avez aussi validé ce dossier">
            <p class="stage-detail">
              Dites pourquoi c’est vous qui remettez la clé : le motif est noté au journal.
            </p>
            <RadioGroup
              name="separation"
              legend="Motif"
              value={typedText(view.typed, 'separation')}
              error={view.errors.separation}
              options={view.relaxed.map(({ code, data }) => ({ value: code, label: data.label }))}
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
        )}
        <Stage title="Confirmations">
          <div class="confirmations">
            <div>
              <Tick
                view={view}
                name="holderConfirms"
                label={`${holderName(file)} : j’ai reçu ma clé, les données de mon certificat sont exactes.`}
              />
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

function Tick(props: { view: HandOverView; name: string; label: string }): Html {
  const { view, name, label } = props;
  return (
    <Checkbox
      name={name}
      label={label}
      checked={typedText(view.typed, name) !== ''}
      error={view.errors[name]}
    />
  );
}

function IdentityStage({ view }: { view: HandOverView }): Html {
  const { file, typed, errors } = view;
  const known = file.identity_kind && file.identity_expires;
  return (
    <>
      <RadioGroup
        name="identity"
        legend="Quelle pièce avez-vous en main ?"
        value={typedText(typed, 'identity') || 'same'}
        error={errors.identity}
        options={[
          {
            value: 'same',
            label: known
              ? `${identityNames[file.identity_kind ?? 'passport']}, expire le ${longDate(file.identity_expires ?? '')}`
              : 'La pièce du dossier',
            hint: 'Celle qui a été contrôlée avec le dossier.',
            reveal: (
              <TextField
                name="lastFour"
                label="4 derniers caractères de son numéro"
                width="xs"
                maxlength={8}
                spellcheck={false}
                value={typedText(typed, 'lastFour')}
                error={errors.lastFour}
              />
            ),
          },
          {
            value: 'other',
            label: 'Une autre pièce, en cours de validité',
            reveal: (
              <div class="fields">
                <SelectField
                  name="otherKind"
                  label="Nature"
                  optional
                  placeholder="Choisir"
                  value={typedText(typed, 'otherKind')}
                  error={errors.otherKind}
                  options={Object.entries(identityNames).map(([value, label]) => ({ value, label }))}
                />
                <TextField
                  name="otherLastFour"
                  label="4 derniers caractères du numéro"
                  optional
                  width="xs"
                  maxlength={8}
                  spellcheck={false}
                  value={typedText(typed, 'otherLastFour')}
                  error={errors.otherLastFour}
                />
                <DateField
                  name="otherExpires"
                  label="Expire le"
                  optional
                  value={typedText(typed, 'otherExpires')}
                  error={errors.otherExpires}
                />
              </div>
            ),
          },
        ]}
      />
      <Tick view={view} name="present" label="La personne présente est celle de la photo" />
    </>
  );
}

function certificateTitle(certificate: CertificateRead): string {
  if (certificate.verdict === 'fail') return 'Le certificat ne correspond pas à la commande';
  return certificate.verdict === 'pass'
    ? 'Certificat conforme à la commande'
    : 'Certificat lu, une vérification n’a pas pu être faite';
}

function CertificateStage({ view, certificate }: { view: HandOverView; certificate: CertificateRead }): Html {
  const { names } = certificate;
  return (
    <>
      <dl class="stage-facts">
        <div>
          <dt>Titulaire</dt>
          <dd>{names.holder}</dd>
        </div>
        <div>
          <dt>Organisme</dt>
          <dd>{[names.organisation, siret(names.body)].filter(Boolean).join(', ')}</dd>
        </div>
        <div>
          <dt>Valable</dt>
          <dd>{`du ${longDate(certificate.notBefore)} au ${longDate(certificate.notAfter)}`}</dd>
        </div>
        <div>
          <dt>Numéro de série</dt>
          <dd class="serial">{certificate.serial}</dd>
        </div>
      </dl>
      {certificate.verdict === 'fail' && (
        <Alert tone="danger">
          Ne remettez pas la clé : notez que les données sont refusées, un nouveau certificat sera demandé.
        </Alert>
      )}
      <details class="definition" open={certificate.verdict === 'fail'}>
        <summary>{plural(certificate.rules.length, 'vérification')}</summary>
        <div>
          <Checklist
            items={certificate.rules.map(({ result, sentence }) => ({
              state: result === 'pass' ? 'done' : result === 'fail' ? 'blocked' : 'doubt',
              label: sentence,
            }))}
          />
        </div>
      </details>
      <Tick view={view} name="shown" label="Montré au titulaire" />
    </>
  );
}

function People({ view }: { view: HandOverView }): Html {
  const { visit, file } = view;
  const here = visit.files.filter((each) => each.outcome !== 'left');
  return (
    <div class="visit-list">
      <p>
        {`Cette visite : ${plural(here.length, 'titulaire')}`}
        {visit.starts_at && `, ${fromTo(visit.starts_at, visit.minutes)}`}
      </p>
      <Picker
        label="Titulaires de cette visite"
        items={here.map((each) => ({
          href: each.open ? handoverPaths.handOver(visit.id, each.id) : handoverPaths.ofFile(each.id),
          label: holderName(each),
          detail: each.outcome
            ? `${outcomeWords[each.outcome]}${each.outcome_at ? ` à ${hour(each.outcome_at)}` : ''}`
            : `${each.function} · ${plural(each.usages.length, 'usage')}`,
          state:
            each.outcome === 'handed-over'
              ? 'done'
              : each.outcome
                ? 'blocked'
                : each.id === file.id
                  ? 'current'
                  : 'waiting',
          current: each.id === file.id,
        }))}
      />
    </div>
  );
}
