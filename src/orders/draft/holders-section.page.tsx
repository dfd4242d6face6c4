import { situationNames, situations } from '#src/orders/answers.js';
import { money } from '#src/platform/french/french.js';
import {
  Alert,
  Button,
  Card,
  Checkbox,
  CheckboxGroup,
  Fieldset,
  type Html,
  RadioGroup,
  TextField,
} from '#src/platform/ui/index.js';
import { typedText } from '#src/platform/web/form.js';
import { answer, SectionPage, type SectionView, ticks } from './answer-section.page.js';
import { Doubt, Next } from './sections.page.js';
import { amounts } from './terms.js';

/** A usage as the catalogue describes it today. */
interface UsageChoice {
  readonly code: string;
  readonly label: string;
  readonly hint: string;
  readonly available: boolean;
  readonly needsQualified: boolean;
  /** What is ticked knowingly where the product is not qualified. */
  readonly confirmation: string | null;
}

interface Prices {
  readonly unitPrice: number;
  readonly vatRate: number;
  readonly mission: number;
  readonly productName: string;
  readonly qualified: boolean;
}

/** The holders, each with an address and a telephone of their own and at least one usage; the price follows. */
export function HoldersSection(props: {
  view: SectionView;
  count: number;
  limit: number;
  usages: readonly UsageChoice[];
  prices: Prices;
}): Html {
  const { view, count, prices } = props;
  return (
    <SectionPage
      section="holders"
      step={3}
      view={view}
      lead="Les personnes qui recevront un certificat sur leur clé. Chacune a sa propre adresse électronique : le lien de son dossier y est envoyé."
    >
      {Array.from({ length: count }, (_, index) => (
        <Holder {...props} index={index} />
      ))}
      {count < props.limit && (
        <div>
          <Button variant="secondary" name="suite" value="ajouter" icon="person">
            Ajouter un titulaire
          </Button>
        </div>
      )}
      <Price count={count} prices={prices} />
      <Next />
    </SectionPage>
  );
}

function Holder(props: Parameters<typeof HoldersSection>[0] & { index: number }): Html {
  const { view, index, usages, prices } = props;
  const at = (name: string): string => `holders.${index}.${name}`;
  const name = `${typedText(view.typed, at('givenName'))} ${typedText(view.typed, at('surname'))}`.trim();
  return (
    <Card
      title={`Titulaire ${index + 1}${name ? ` : ${name}` : ''}`}
      id={`titulaire-${index + 1}`}
      aside={
        props.count > 1 && (
          <Button variant="tertiary" small name="suite" value={`retirer-${index}`}>
            Retirer<span class="ds-sr-only"> le titulaire {index + 1}</span>
          </Button>
        )
      }
    >
      <Fieldset legend="Qui est-ce ?" hint="Le nom et le prénom comme sur la pièce d’identité.">
        <TextField {...answer(view, at('givenName'))} label="Prénom" maxlength={80} />
        <TextField {...answer(view, at('surname'))} label="Nom" maxlength={80} />
        <TextField {...answer(view, at('function'))} label="Fonction" maxlength={100} />
        <TextField
          {...answer(view, at('email'))}
          label="Adresse électronique professionnelle"
          type="email"
          width="full"
          maxlength={254}
          spellcheck={false}
        />
        <Doubt view={view} name={at('addressConfirmed')} about={at('email')} />
        <TextField {...answer(view, at('phone'))} label="Téléphone" type="tel" maxlength={30} />
      </Fieldset>
      <RadioGroup
        name={at('situation')}
        legend="Sa situation dans l’organisme"
        hint="Les pièces demandées en dépendent."
        value={typedText(view.typed, at('situation'))}
        error={view.errors[at('situation')]}
        options={situations.map((value) => ({ value, label: situationNames[value] }))}
      />
      <CheckboxGroup
        {...ticks(view, at('usages'))}
        legend="À quoi servira son certificat ?"
        options={usages.map((usage) => ({
          value: usage.code,
          label: usage.label,
          hint: usage.hint,
          disabled: !usage.available,
          ...(usage.needsQualified && !prices.qualified
            ? {
                reveal: (
                  <Checkbox
                    name={at('qualifiedConfirmed')}
                    optional
                    checked={typedText(view.typed, at('qualifiedConfirmed')) === 'oui'}
                    error={view.errors[at('qualifiedConfirmed')]}
                    label={
                      usage.confirmation ??
                      'J’ai compris que ce certificat n’est pas qualifié et je confirme cet usage.'
                    }
                  />
                ),
              }
            : {}),
        }))}
      />
      <TextField
        {...answer(view, at('powerToSign'))}
        sometimes
        label="Qui lui donne le pouvoir de signer, et par quel acte ?"
        hint="Obligatoire pour un usage de signature, sauf pour le représentant légal. Par exemple : délégation du maire, arrêté n° 2026-12. Avoir un certificat ne donne pas le pouvoir de signer."
        width="full"
        maxlength={200}
      />
    </Card>
  );
}

function Price({ count, prices }: { count: number; prices: Prices }): Html {
  const { net, gross } = amounts(count, prices.unitPrice, prices.vatRate);
  return (
    <Alert tone="info" title={`${count} × ${prices.productName}`}>
      <p data-price data-unit={prices.unitPrice} data-vat={prices.vatRate}>
        <strong>{money(net)} HT</strong>, soit {money(gross)} TTC, facturés par l’organisme acheteur après la
        remise.
      </p>
      <p>
        La remise sur place est à part : {money(prices.mission)} l’intervention, facturée par le centre de
        délivrance.
      </p>
    </Alert>
  );
}
