import { handoverPaths } from '#src/handover/paths.js';
import type { TokenMoveRow } from '#src/handover/types.js';
import { dayAndDate, hour, since } from '#src/platform/french/french.js';
import {
  Actions,
  Alert,
  BackLink,
  Button,
  Card,
  Form,
  type Html,
  LinkButton,
  PageHeader,
  Panel,
  Reason,
  Stack,
  Summary,
  Tag,
} from '#src/platform/ui/index.js';
import { holderName } from '#src/registration/index.js';
import type { Keeper, TokenStep } from './token.js';
import type { ListedToken } from './token-list.js';
import type { Choice as StepChoice, TokenTurn } from './token-turn.js';
import { stateWords, toneOf } from './tokens.page.js';

const keeperWords: Readonly<Record<Keeper, string>> = {
  authority: 'l’autorité de certification',
  centre: 'le centre de délivrance',
  holder: 'le titulaire',
  agent: 'le mandataire de certification, pour le titulaire',
};

/** One key: who keeps it, what may be done with it, and the whole chain of its custody. */
export function TokenPage(props: {
  readonly token: ListedToken;
  readonly moves: readonly (TokenMoveRow & { person: string | null })[];
  readonly turn: TokenTurn;
  readonly choices: readonly StepChoice[];
  readonly refusal?: string | undefined;
  readonly now: Date;
}): Html {
  const { token, turn, choices, now } = props;
  const [first] = turn.mine ? choices.filter((choice) => choice.next) : [];
  return (
    <Stack>
      <BackLink href={handoverPaths.tokens}>Toutes les clés</BackLink>
      {props.refusal && <Alert tone="danger">{props.refusal}</Alert>}
      <PageHeader
        title={`Clé n° ${token.serial}`}
        lead={`Préparée pour ${holderName(token)}, ${token.organisation_name}`}
        aside={<Tag tone={toneOf(token)}>{stateWords(token)}</Tag>}
      />
      <Panel
        turn={turn.kind}
        title={turn.title}
        since={since(token.since, now)}
        action={first && <StepButton token={token} choice={first} main />}
      >
        {turn.text}
      </Panel>
      {token.reason && ['lost', 'damaged', 'destroyed', 'returning'].includes(token.state) && (
        <Reason title={`${token.reason.label}.`}>{token.reason.comment || token.reason.sentence}</Reason>
      )}
      <Card title="La clé">
        <Summary
          rows={[
            { label: 'Numéro de série', value: token.serial },
            { label: 'Détenue par', value: keeperWords[token.keeper] },
            {
              label: 'Titulaire',
              value: <a href={handoverPaths.ofFile(token.file_id)}>{holderName(token)}</a>,
            },
            { label: 'Commande', value: token.order_number },
          ]}
        />
      </Card>
      <Card title="Qui l’a eue, et quand">
        <ol class="thread">
          {props.moves.toReversed().map((move) => (
            <li>
              <time datetime={move.at.toISOString()}>{`${dayAndDate(move.at)}, ${hour(move.at)}`}</time>
              <p>{moveWords(move)}</p>
              <p class="thread-detail">
                {[
                  `Détenue par ${keeperWords[move.keeper]}`,
                  move.person && `noté par ${move.person}`,
                  move.reason?.label,
                  move.reason?.comment,
                  move.record && `${move.record.method}, devant ${move.record.witness}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ol>
      </Card>
      {choices.some((choice) => choice !== first) && (
        <Card title="Autres démarches">
          <Actions>
            {choices
              .filter((choice) => choice !== first)
              .map((choice) => (
                <StepButton token={token} choice={choice} />
              ))}
          </Actions>
        </Card>
      )}
    </Stack>
  );
}

function moveWords(move: TokenMoveRow): string {
  if (move.step === 'create') return 'Certificat émis sur cette clé';
  const words: Record<Exclude<TokenMoveRow['step'], 'create'>, string> = {
    ship: 'Expédiée par l’autorité de certification',
    receive: 'Reçue au centre de délivrance',
    'hand-over': 'Remise en main propre à son titulaire',
    report: move.state === 'lost' ? 'Signalée perdue' : 'Signalée abîmée',
    'send-back': 'Renvoyée à l’autorité de certification',
    'take-back': 'Revenue à l’autorité de certification',
    destroy: 'Détruite',
  };
  return words[move.step];
}

const pages: Partial<Record<TokenStep, (id: string) => string>> = {
  report: handoverPaths.report,
  'send-back': handoverPaths.sendBack,
  destroy: handoverPaths.destroy,
};
const posts: Partial<Record<TokenStep, (id: string) => string>> = {
  ship: handoverPaths.ship,
  'take-back': handoverPaths.takeBack,
};

/** A step that asks for a reason has a page; one that does not is a button of its own. */
function StepButton(props: { token: ListedToken; choice: StepChoice; main?: boolean }): Html {
  const { token, choice, main } = props;
  const variant = main ? 'primary' : 'secondary';
  const page = pages[choice.step];
  if (page) {
    return (
      <LinkButton href={page(token.id)} variant={variant}>
        {choice.label}
      </LinkButton>
    );
  }
  if (choice.step === 'receive') {
    return (
      <Form action={handoverPaths.receive} label={choice.label}>
        <input type="hidden" name="serials" value={token.serial} />
        <Button variant={variant}>{choice.label}</Button>
      </Form>
    );
  }
  return (
    <Form action={posts[choice.step]?.(token.id) ?? ''} label={choice.label}>
      <Button variant={variant}>{choice.label}</Button>
    </Form>
  );
}
