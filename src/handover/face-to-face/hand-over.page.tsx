import { handoverPaths } from '#src/handover/paths.js';
import { VisitHolders } from '#src/handover/visits/visit-holders.js';
import { ofName } from '#src/platform/french/french.js';
import { Actions, Alert, BackLink, type Html, LinkButton, Problems, Stack } from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/index.js';
import { HandOverForm } from './hand-over-form.js';
import type { HandOverView } from './hand-over-view.js';
import { ReceiverChoice } from './receiver-choice.js';

/** The face-to-face: one form, its stages lit one after the other where scripts run. */
export function HandOverPage({ view }: { view: HandOverView }): Html {
  const { visit, file } = view;
  const ready = !view.barred && view.certificate && view.token;
  return (
    <Stack>
      <BackLink href={handoverPaths.visit(visit.id)}>Retour au rendez-vous</BackLink>
      <Problems errors={view.errors} refusal={view.refusal} />
      <div class="visit">
        <VisitHolders view={view} />
        <section class="card" aria-labelledby="titre">
          <h1 id="titre">
            {view.agent
              ? `Remettre la clé ${ofName(holderName(file))} à ${view.agent.name}`
              : `Remettre sa clé à ${holderName(file)}`}
          </h1>
          {view.agents.length > 0 && <ReceiverChoice view={view} />}
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
            {ready && !view.agent && (
              <LinkButton
                variant="secondary"
                tone="danger"
                href={handoverPaths.refuseData(visit.id, file.id)}
              >
                Le titulaire refuse les données
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
