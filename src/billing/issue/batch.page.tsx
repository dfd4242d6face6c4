import { kindNames } from '#src/billing/invoice/invoice.js';
import { billingPaths } from '#src/billing/paths.js';
import { plural } from '#src/platform/french/french.js';
import {
  Alert,
  DataTable,
  type Html,
  LinkButton,
  PageHeader,
  Progress,
  Stack,
} from '#src/platform/ui/index.js';
import type { BatchLine } from './read-batch.js';

/** How far several invoices are: it reloads itself while it works, and can be left and found again. */
export function BatchPage({ id, lines }: { id: string; lines: readonly BatchLine[] }): Html {
  const issued = lines.filter((line) => line.invoice_id).length;
  const refused = lines.filter((line) => line.refusal).length;
  const done = issued + refused;
  const working = done < lines.length;
  return (
    <Stack>
      <PageHeader
        title="Émission de plusieurs factures"
        trail={[{ label: 'À facturer', href: billingPaths.toIssue }]}
        place={plural(lines.length, 'facture')}
        lead={working ? 'Vous pouvez quitter cette page : le travail continue.' : undefined}
      />
      <div id="avancement" data-refresh={working ? '2' : undefined}>
        <Stack>
          <Progress
            id="progression"
            label="Factures traitées"
            value={done}
            max={lines.length}
            words={`${done} sur ${lines.length}`}
          />
          {!working && (
            <Alert
              tone={refused > 0 ? 'warning' : 'success'}
              title={plural(issued, 'facture émise', 'factures émises')}
            >
              {refused > 0 &&
                `${plural(refused, 'ligne n’a pas été facturée', 'lignes n’ont pas été facturées')} : le motif est indiqué ci-dessous.`}
            </Alert>
          )}
          {working && <a href={billingPaths.batch(id)}>Actualiser la page</a>}
          <DataTable
            id="lot"
            caption="Factures de ce lot"
            columns={[
              { key: 'organisme', label: 'Organisme', cell: (line) => line.organisation_name },
              { key: 'nature', label: 'Nature', cell: (line) => kindNames[line.kind] },
              {
                key: 'resultat',
                label: 'Résultat',
                cell: (line) =>
                  line.invoice_id ? (
                    <a href={billingPaths.invoice(line.invoice_id)}>Facture {line.number}</a>
                  ) : (
                    (line.refusal ?? 'en attente')
                  ),
              },
            ]}
            rows={lines}
            empty=""
          />
        </Stack>
      </div>
      {!working && <LinkButton href={billingPaths.issued}>Voir les factures émises</LinkButton>}
    </Stack>
  );
}
