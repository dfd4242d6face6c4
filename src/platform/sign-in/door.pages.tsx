import {
  Actions,
  Button,
  ErrorSummary,
  Form,
  type FormError,
  type Html,
  LinkButton,
  PageHeader,
  TextField,
} from '#src/platform/ui/index.js';
import { errorOf } from './sign-in.pages.js';

/** An open door: nothing about anyone, one button. */
export function OpenDoorPage(props: { codeAction: string; errors: readonly FormError[] }): Html {
  return (
    <div class="stack">
      <ErrorSummary errors={props.errors} />
      <PageHeader
        title="Un dossier vous attend"
        lead="Pour être sûrs que c’est bien vous, nous envoyons un code à l’adresse qui a reçu ce lien."
      />
      <Form action={props.codeAction}>
        <Actions>
          <Button icon="mail">Recevoir le code</Button>
        </Actions>
      </Form>
      <p class="soft">
        Le code arrive en général en moins d’une minute et reste valable dix minutes. Ce lien, lui, continue
        de fonctionner : vous pourrez revenir par lui quand vous voudrez.
      </p>
    </div>
  );
}

/** The person is signed in with the door's address already. */
export function PassedDoorPage(props: { path: string }): Html {
  return (
    <div class="stack">
      <PageHeader title="Un dossier vous attend" lead="Vous êtes déjà connecté avec l’adresse de ce lien." />
      <Actions>
        <LinkButton href={props.path} icon="arrow">
          Ouvrir le dossier
        </LinkButton>
      </Actions>
    </div>
  );
}

/** A newer link was mailed: the newest goes to the same address again. */
export function ReplacedDoorPage(props: { freshAction: string; errors: readonly FormError[] }): Html {
  return (
    <div class="stack">
      <ErrorSummary errors={props.errors} />
      <PageHeader
        title="Ce lien a été remplacé"
        lead="Un lien plus récent vous a été envoyé : c’est lui qui ouvre le dossier."
      />
      <p>Vous ne le retrouvez pas ? Nous pouvons en envoyer un nouveau, à la même adresse.</p>
      <Form action={props.freshAction}>
        <Actions>
          <Button icon="mail">Recevoir un nouveau lien</Button>
        </Actions>
      </Form>
    </div>
  );
}

interface ShutDoorProps {
  /** Why the door is closed; absent where the link names none. */
  readonly reason?: string;
  readonly email?: string;
  readonly errors: readonly FormError[];
}

/** A closed door says why; one that never was says what may have happened. Both offer fresh links by mail. */
export function ShutDoorPage({ reason, email, errors }: ShutDoorProps): Html {
  return (
    <div class="stack">
      <ErrorSummary errors={errors} />
      {reason ? (
        <PageHeader title="Ce lien est fermé" lead={reason} />
      ) : (
        <PageHeader
          title="Ce lien n’ouvre rien"
          lead="Il est peut-être incomplet : certaines messageries coupent les longues adresses. Recopiez-le en entier depuis le message, ou demandez-en un nouveau."
        />
      )}
      <Form action="/porte/nouveau-lien">
        <TextField
          name="adresse"
          label="Votre adresse électronique"
          hint="Si des dossiers attendent cette adresse, nous lui envoyons de nouveaux liens."
          type="email"
          autocomplete="email"
          inputmode="email"
          maxlength={254}
          width="full"
          spellcheck={false}
          value={email}
          error={errorOf(errors, 'adresse')}
        />
        <Actions>
          <Button icon="mail">Recevoir un nouveau lien</Button>
        </Actions>
      </Form>
    </div>
  );
}

/** After a fresh link was asked for: the same words whether one was mailed or not. */
export function FreshLinkPage(): Html {
  return (
    <div class="stack">
      <PageHeader
        title="Regardez votre messagerie"
        lead="Si un dossier attend cette adresse, un nouveau lien vient d’y partir."
      />
      <p>
        Rien n’arrive d’ici quelques minutes ? Regardez dans les courriers indésirables, vérifiez l’adresse,
        ou joignez la personne nommée dans notre message précédent : le dossier est peut-être terminé.
      </p>
    </div>
  );
}
