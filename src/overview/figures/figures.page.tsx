import { number } from '#src/platform/french/french.js';
import { Card, DataTable, type Html, PageHeader, Shares, Stack } from '#src/platform/ui/index.js';
import type { Figures } from './figures.js';

/** How many orders, files, keys, appointments and invoices stand in each state, by body: read, and nothing to press. */
export function FiguresPage({ figures }: { figures: readonly Figures[] }): Html {
  return (
    <Stack>
      <PageHeader
        title="Chiffres"
        lead="Combien de commandes, de dossiers, de clés, de rendez-vous et de factures sont dans chaque état, à cet instant."
      />
      {figures.map((each) => (
        <Card title={each.title}>{each.rows.length === 0 ? <p>Rien encore.</p> : <Counts of={each} />}</Card>
      ))}
    </Stack>
  );
}

function Counts({ of }: { of: Figures }): Html {
  const { key, title, note, bodies, rows, shares } = of;
  const several = bodies.length > 1;
  return (
    <Stack>
      <Shares label="En tout" shares={shares} />
      <DataTable
        id={key}
        caption={`${title}, par état${several ? ' et par organisme' : ''}`}
        rows={rows}
        columns={[
          { key: 'etat', label: 'État', cell: (row) => row.label },
          ...bodies.map((body, index) => ({
            key: `organisme-${index}`,
            label: body,
            numeric: true,
            cell: (row: Figures['rows'][number]) => number(row.counts[index] ?? 0),
          })),
          ...(several
            ? [
                {
                  key: 'total',
                  label: 'En tout',
                  numeric: true,
                  cell: (row: Figures['rows'][number]) => <strong>{number(row.total)}</strong>,
                },
              ]
            : []),
        ]}
        empty=""
      />
      {note && <p class="soft">{note}</p>}
    </Stack>
  );
}
