import { catalogueAt, entryAt, settingAt } from '#src/catalogue/index.js';
import type { Section } from '#src/orders/answers.js';
import type { FoundOrder } from '#src/orders/rows.js';
import type { Again } from '#src/platform/web/form.js';
import { page } from '#src/platform/web/http.js';
import type { Web, WebContext } from '#src/platform/web/web.js';
import type { SectionView } from './answer-section.page.js';
import { sectionTitles } from './answer-section.page.js';
import { askedToMend } from './fields-to-mend.js';
import { HoldersSection } from './holders-section.page.js';
import {
  BillingSection,
  CorrespondentSection,
  OrganisationSection,
  SignatorySection,
} from './sections.page.js';
import { productOnSale } from './terms.js';

/** The page of one section, with what was typed in it. */
export async function showSection(
  web: Web,
  c: WebContext,
  order: FoundOrder,
  section: Section,
  { typed = {}, errors = {}, refusal, status }: Again,
): Promise<Response> {
  const view: SectionView = {
    order: {
      id: order.id,
      number: order.number,
      organisationName: order.organisation_name,
      version: order.version,
    },
    fromCheck: c.req.query('depuis') === 'verification',
    toMend:
      order.state === 'returned'
        ? askedToMend(order).filter(({ field }) => field.split('.')[0] === section)
        : [],
    typed,
    errors,
    refusal,
  };
  const options = { title: sectionTitles[section], width: 'reading', again: status } as const;
  switch (section) {
    case 'organisation':
      return page(c, options, <OrganisationSection view={view} presumed={order.siret_presumed} />);
    case 'correspondent':
      return page(c, options, <CorrespondentSection view={view} />);
    case 'signatory':
      return page(c, options, <SignatorySection view={view} />);
    case 'billing':
      return page(c, options, <BillingSection view={view} />);
    case 'holders':
      return page(c, options, await holdersSection(web, order, view));
  }
}

async function holdersSection(
  web: Web,
  order: FoundOrder,
  view: SectionView,
): Promise<ReturnType<typeof HoldersSection>> {
  const now = web.kernel.clock();
  const product = await productOnSale(web.db, now);
  const mission = await entryAt(web.db, 'mission', order.delivery_centre_id, now);
  const usages = await catalogueAt(web.db, 'usage', now);
  const numbers = Object.keys(view.typed).map((name) => Number(/^holders\.(\d+)\./.exec(name)?.[1] ?? -1));
  const saved = Array.isArray(order.answers.holders) ? order.answers.holders.length : 0;
  return (
    <HoldersSection
      view={view}
      count={Math.max(1, saved, ...numbers.map((each) => each + 1))}
      limit={await settingAt(web.db, 'max-holders', now)}
      usages={usages.map(({ code, data }) => ({
        code,
        label: data.label,
        hint: data.available ? data.explanation : (data.unavailableBecause ?? ''),
        available: data.available && (product?.data.usages.includes(code) ?? true),
        needsQualified: data.needsQualified,
        confirmation: data.confirmation,
      }))}
      prices={{
        unitPrice: product?.data.unitPrice ?? 0,
        vatRate: product?.data.vatRate ?? 0,
        mission: mission?.data.price ?? 0,
        productName: product?.data.name ?? 'certificat',
        qualified: product?.data.qualified ?? false,
      }}
    />
  );
}
