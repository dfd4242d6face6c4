import { type Section, type Situation, situationNames } from '#src/orders/answers.js';
import type { FoundOrder } from '#src/orders/rows.js';
import { phone, siret } from '#src/platform/french/french.js';
import { type Html, Summary } from '#src/platform/ui/index.js';

type Saved = { readonly [name: string]: string | undefined };

/** A draft keeps whatever was posted: of what no page of ours posts, lists or branches in a field's place, nothing is shown. */
function textsOf(saved: unknown): Saved {
  const entries: [string, unknown][] = Object.entries(Object(saved));
  return Object.fromEntries(
    entries.flatMap(([name, each]) => (typeof each === 'string' ? [[name, each]] : [])),
  );
}

/** The holders of a draft, as far as each was filled in. */
export function holdersOf(
  order: FoundOrder,
): { readonly texts: Saved; readonly usages: readonly string[] }[] {
  return [order.answers.holders ?? []].flat().map((holder) => ({
    texts: textsOf(holder),
    usages: [Object(holder).usages].flat().filter((each) => typeof each === 'string'),
  }));
}

/** What one section says, to be read once more. */
export function CheckedAnswers(props: {
  order: FoundOrder;
  section: Section;
  usageNames: ReadonlyMap<string, string>;
}): Html {
  const { order, section } = props;
  const saved = textsOf(order.answers[section]);
  const person = (from: Saved): string =>
    `${from.givenName ?? ''} ${from.surname ?? ''}`.trim() || 'à compléter';
  switch (section) {
    case 'organisation':
      return (
        <Summary
          rows={[
            { label: 'Organisme', value: order.organisation_name },
            { label: 'SIRET', value: saved.siret ? siret(saved.siret) : 'à compléter' },
            {
              label: 'Adresse',
              value: `${saved.address ?? ''}, ${saved.postalCode ?? ''} ${saved.city ?? ''}`,
            },
          ]}
        />
      );
    case 'holders':
      return (
        <Summary
          rows={holdersOf(order).map(({ texts: holder, usages }, index) => ({
            label: `Titulaire ${index + 1}`,
            value: (
              <>
                <strong>{person(holder)}</strong>, {holder.function}
                <br />
                {situationNames[holder.situation as Situation] ?? 'situation à compléter'}
                <br />
                {holder.email}
                <br />
                {phone(holder.phone ?? '')}
                <br />
                {usages.map((code) => props.usageNames.get(code) ?? code).join(' ; ') || 'aucun usage coché'}
                {holder.powerToSign && (
                  <>
                    <br />
                    Pouvoir de signer : {holder.powerToSign}
                  </>
                )}
                {holder.qualifiedConfirmed === 'oui' && (
                  <>
                    <br />
                    Usage confirmé : le certificat n’est pas qualifié
                  </>
                )}
              </>
            ),
          }))}
        />
      );
    case 'billing':
      return (
        <Summary
          rows={[
            { label: 'Numéro d’engagement', value: saved.engagementNumber || 'aucun' },
            { label: 'Code service', value: saved.serviceCode || 'aucun' },
          ]}
        />
      );
    default:
      return (
        <Summary
          rows={[
            { label: 'Nom', value: person(saved) },
            { label: 'Fonction', value: saved.function || 'à compléter' },
            { label: 'Adresse électronique', value: saved.email || 'à compléter' },
            ...(section === 'correspondent'
              ? [{ label: 'Téléphone', value: saved.phone ? phone(saved.phone) : 'à compléter' }]
              : []),
          ]}
        />
      );
  }
}
