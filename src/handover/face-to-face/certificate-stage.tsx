import { longDate, plural, siret } from '#src/platform/french/french.js';
import { Alert, Checklist, type Html } from '#src/platform/ui/index.js';
import type { CertificateRead } from './certificate-read.js';
import type { HandOverView } from './hand-over-view.js';
import { Tick } from './tick.js';

export function certificateTitle(certificate: CertificateRead): string {
  if (certificate.verdict === 'fail') return 'Le certificat ne correspond pas à la commande';
  return certificate.verdict === 'pass'
    ? 'Certificat conforme à la commande'
    : 'Certificat lu, une vérification n’a pas pu être faite';
}

/** The certificate on the key, held against the order: what the holder accepts. */
export function CertificateStage({
  view,
  certificate,
}: {
  view: HandOverView;
  certificate: CertificateRead;
}): Html {
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
          {view.agent
            ? 'Ne remettez pas la clé, et prévenez l’organisme acheteur.'
            : 'Ne remettez pas la clé : notez que les données sont refusées, un nouveau certificat sera demandé.'}
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
      <Tick view={view} name="shown" label={view.agent ? 'Montré au mandataire' : 'Montré au titulaire'} />
    </>
  );
}
