import type { Operator, OperatorKind } from '#src/directory/organisations/organisations.js';
import { formatPhone } from '#src/directory/phone.js';
import {
  Card,
  DataTable,
  EmailAddress,
  Empty,
  type Html,
  LinkButton,
  PageHeader,
} from '#src/platform/ui/index.js';
import { operatorPaths, operatorSlugs } from './operator-paths.js';

/** What each kind is called on these pages, alone and in a list. */
export const operatorWords = {
  'purchasing-body': {
    one: 'un organisme acheteur',
    title: 'Organisme acheteur',
    none: 'Sans lui, personne ne peut commander.',
  },
  'delivery-centre': {
    one: 'un centre de délivrance',
    title: 'Centres de délivrance',
    none: 'Un organisme ne peut commander que si un centre dessert son département.',
  },
  'registration-office': {
    one: 'un bureau d’enregistrement',
    title: 'Bureaux d’enregistrement',
    none: 'Chaque titulaire en choisit un, qui contrôle son dossier.',
  },
} as const satisfies Record<OperatorKind, unknown>;

/** The bodies of the relay, kind by kind, each opening on its form. */
export function OperatorsPage({ operators }: { operators: readonly Operator[] }): Html {
  return (
    <div class="stack">
      <PageHeader
        title="Organismes de la chaîne"
        trail={[{ label: 'Configuration', href: operatorPaths.configuration }]}
        lead={
          'Qui achète, qui enregistre, qui délivre, et comment les joindre. Un changement vaut aussitôt, dans les pages et dans les courriels\u202f; une commande commencée garde ses organismes.'
        }
      />
      {(Object.keys(operatorWords) as OperatorKind[]).map((kind) => (
        <OfKind kind={kind} operators={operators.filter((each) => each.kind === kind)} />
      ))}
    </div>
  );
}

function OfKind({ kind, operators }: { kind: OperatorKind; operators: readonly Operator[] }): Html {
  const { one, title, none } = operatorWords[kind];
  const addable = kind !== 'purchasing-body' || operators.length === 0;
  return (
    <Card
      title={title}
      actions={
        addable && (
          <LinkButton href={operatorPaths.add(kind)} variant="secondary">
            Ajouter {one}
          </LinkButton>
        )
      }
    >
      <DataTable
        id={operatorSlugs[kind]}
        caption={title}
        columns={[
          {
            key: 'nom',
            label: 'Nom',
            cell: (each) => <a href={operatorPaths.operator(kind, each.organisationId)}>{each.name}</a>,
          },
          {
            key: 'contact',
            label: 'Contact',
            cell: (each) => (
              <>
                {each.contactName}, {formatPhone(each.contactPhone)}
                <br />
                <EmailAddress of={each.contactEmail} />
              </>
            ),
          },
          ...(kind === 'purchasing-body'
            ? []
            : [
                {
                  key: 'departements',
                  label: 'Départements',
                  cell: (each: Operator) => each.departments.join(', ') || 'aucun',
                },
              ]),
        ]}
        rows={operators}
        empty={<Empty title="Aucun pour l’instant">{none}</Empty>}
      />
    </Card>
  );
}
