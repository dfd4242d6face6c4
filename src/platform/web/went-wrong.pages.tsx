import { ErrorPage } from '#src/platform/ui/error-page.js';
import type { Html } from '#src/platform/ui/index.js';

/** 403: the form is not one of ours. */
export function Forged(): Html {
  return (
    <ErrorPage title="Demande refusée">
      <p>
        Cette demande ne vient pas d’une page de Clé en main, ou votre session a été fermée. Ouvrez de nouveau
        la page et recommencez.
      </p>
    </ErrorPage>
  );
}

/** 400: the connection was cut on the way, or what was sent is no form. Nothing is read into what is missing. */
export function NotWhole(): Html {
  return (
    <ErrorPage title="Cet envoi n’est pas arrivé entier">
      <p>Rien n’a été modifié. Revenez en arrière, et envoyez de nouveau votre page.</p>
    </ErrorPage>
  );
}

/** 413. */
export function TooLarge(): Html {
  return (
    <ErrorPage title="Cet envoi est trop volumineux">
      <p>
        Chaque fichier est limité à 10 Mo. Revenez en arrière, allégez le fichier, et envoyez-le de nouveau.
      </p>
    </ErrorPage>
  );
}

/** 503: the database is away. */
export function Unavailable(): Html {
  return (
    <ErrorPage title="Le service est momentanément indisponible">
      <p>
        Il ne joint plus sa base de données. Réessayez dans une minute, et vérifiez alors que votre dernier
        envoi est enregistré.
      </p>
    </ErrorPage>
  );
}

/** 500. */
export function Unforeseen(props: { requestId: string }): Html {
  return (
    <ErrorPage title="Un incident est survenu">
      <p>
        Votre demande n’a pas pu être traitée, et rien n’a été modifié. Réessayez dans un instant. Si cela se
        reproduit, donnez ce numéro à la personne qui vous aide : <code>{props.requestId}</code>
      </p>
    </ErrorPage>
  );
}
