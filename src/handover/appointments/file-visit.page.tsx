import type { Operator } from '#src/directory/index.js';
import { RecordsCard } from '#src/handover/face-to-face/records-card.js';
import { handoverPaths } from '#src/handover/paths.js';
import type { OfferedTimeRow } from '#src/handover/types.js';
import { dayAndDate, inSentence, ofName, phone } from '#src/platform/french/french.js';
import {
  Actions,
  Card,
  type Html,
  LinkButton,
  PageHeader,
  Problems,
  Reason,
  Stack,
  Steps,
} from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/index.js';
import { AgreedVisit } from './agreed-visit.js';
import { FileVisitPanel } from './file-visit-panel.js';
import type { FileVisitView } from './file-visit-view.js';
import { NoneSuits, PickTime } from './proposed-times.js';

const stages = ['Commande', 'Autorité', 'Dossier', 'Rendez-vous', 'Remise'] as const;

/** The visit of one holder, for that holder, their organisation, and the officers of the relay. */
export function FileVisitPage({ view }: { view: FileVisitView }): Html {
  const { file, visit, steps } = view;
  const handed = file.state === 'handed-over';
  const pick =
    steps.has('agree') && visit?.state === 'proposed' && !view.parties.includes('delivery-officer');
  return (
    <Stack>
      <Steps current={handed ? 5 : 4} names={stages} label="Le certificat" />
      <Problems errors={view.errors} refusal={view.refusal} />
      <PageHeader
        title={`Rendez-vous ${ofName(holderName(file))}`}
        lead={`${file.organisation_name}, commande ${file.order_number}`}
        trail={[view.back]}
      />
      <FileVisitPanel view={view} />
      {pick && visit && <PickTime view={view} visit={visit} />}
      {steps.has('none-suits') && <NoneSuits view={view} />}
      {visit?.state === 'agreed' && <AgreedVisit view={view} visit={visit} />}
      {file.state === 'to-arrange' && file.reason && (
        <Reason title={`${file.reason.label}.`}>{file.reason.comment || file.reason.sentence}</Reason>
      )}
      {view.offered.length > 0 && <Offered offered={view.offered} />}
      {view.records.length > 0 && <RecordsCard view={view} />}
      <OfficerSteps view={view} />
      {view.mails}
      <Contact centre={view.centre} />
    </Stack>
  );
}

function Offered({ offered }: { offered: readonly OfferedTimeRow[] }): Html {
  return (
    <Card title="Disponibilités données">
      <ul class="ds-list">
        {offered.map((each) => (
          <li>{dayAndDate(each.from_at)}</li>
        ))}
      </ul>
    </Card>
  );
}

function OfficerSteps({ view }: { view: FileVisitView }): Html | null {
  const { file, steps, visit } = view;
  if (!view.parties.includes('delivery-officer')) return null;
  const fix = steps.has('agree') && visit?.state !== 'proposed';
  if (!fix && !steps.has('hand-back') && visit?.state !== 'proposed') return null;
  return (
    <Actions>
      {visit?.state === 'proposed' && (
        <LinkButton variant="secondary" href={handoverPaths.visit(visit.id)}>
          Ouvrir la proposition
        </LinkButton>
      )}
      {fix && (
        <LinkButton variant="secondary" href={`${handoverPaths.fix}?dossier=${file.id}`} icon="phone">
          Fixer par téléphone
        </LinkButton>
      )}
      {steps.has('hand-back') && (
        <LinkButton variant="tertiary" href={handoverPaths.handBack(file.id)}>
          Demander des disponibilités
        </LinkButton>
      )}
    </Actions>
  );
}

function Contact({ centre }: { centre: Operator | undefined }): Html | null {
  if (!centre) return null;
  return (
    <p class="soft">
      Une question sur le rendez-vous ? {centre.shortName} :{' '}
      <a href={`mailto:${centre.contactEmail}`}>écrire un courriel</a>, ou{' '}
      <a href={`tel:${centre.contactPhone}`}>{phone(centre.contactPhone)}</a>
      {centre.hours ? `, ${inSentence(centre.hours)}` : ''}.
    </p>
  );
}
