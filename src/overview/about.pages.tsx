import { formatPhone, type Operator } from '#src/directory/index.js';
import { Card, type Html, PageHeader, Stack } from '#src/platform/ui/index.js';

interface AboutProps {
  readonly buyer: Operator | undefined;
  readonly demonstration: boolean;
}

/** The legal statement, and what the tests really try. */
export function AccessibilityPage({ buyer }: AboutProps): Html {
  return (
    <Stack>
      <PageHeader
        title="Accessibilité : non conforme"
        lead="Faute d’audit, la loi veut que ce service se déclare non conforme, quels que soient ses essais."
      />
      <Card title="État de conformité">
        <p>
          Aucun audit au regard du référentiel général d’amélioration de l’accessibilité (RGAA 4.1) n’a encore
          été réalisé. Tant qu’il ne l’est pas, aucune part de conformité ne peut être annoncée. Le service
          est construit pour satisfaire aux critères A et AA des WCAG 2.2, et ses pages sont essayées à chaque
          modification.
        </p>
      </Card>
      <Card title="Ce qui est essayé à chaque modification">
        <ul class="ds-list">
          <li>
            Les règles automatiques d’axe-core (WCAG 2.0, 2.1 et 2.2, niveaux A et AA, et bonnes pratiques)
            sur les pages parcourues dans un vrai navigateur ; chaque doute qu’elles laissent est jugé par une
            personne et noté.
          </li>
          <li>La validité du HTML, et le français déclaré de chaque page.</li>
          <li>L’absence de défilement horizontal à 320 pixels de large, l’équivalent d’un zoom de 400 %.</li>
          <li>L’usage sans JavaScript, et au clavier seul, de l’accès au service et du dossier.</li>
          <li>Des PDF balisés (PDF/A-3a et PDF/UA-1), avec titre, langue et textes de remplacement.</li>
        </ul>
      </Card>
      <Card title="Ce qui ne l’est pas encore">
        <ul class="ds-list">
          <li>
            La lecture complète avec un lecteur d’écran, par des personnes qui s’en servent chaque jour.
          </li>
          <li>Les pièces déposées par les titulaires : elles sont montrées telles qu’ils les envoient.</li>
        </ul>
      </Card>
      <Card title="Signaler une difficulté">
        <p>
          Si une page vous arrête, dites-le : une autre voie vous sera proposée sans attendre.{' '}
          <Contact buyer={buyer} />
        </p>
        <p>
          Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits, par son site ou auprès de
          son délégué dans votre département.
        </p>
      </Card>
    </Stack>
  );
}

/** What is kept of whom, why, how long, and who sees it. */
export function PersonalDataPage({ buyer }: AboutProps): Html {
  return (
    <Stack>
      <PageHeader
        title="Données personnelles"
        lead="Seules les données que demande la délivrance d’un certificat, vues des seules personnes qui en ont besoin."
      />
      <Card title="Qui en répond">
        <p>
          {buyer ? `${buyer.name} répond` : 'L’organisme acheteur répond'} du traitement de la commande ; le
          bureau d’enregistrement choisi par le titulaire, de l’examen de son dossier ; le centre de
          délivrance, de la remise. Le traitement relève de leur mission d’intérêt public et de l’exécution de
          la commande.
        </p>
      </Card>
      <Card title="Ce qui est gardé, et qui le voit">
        <ul class="ds-list">
          <li>
            <strong>La commande</strong> : noms, fonctions, adresses professionnelles et téléphones du
            correspondant, du représentant légal et des titulaires. La voient l’organisme, l’organisme
            acheteur et, une fois signée, le centre de délivrance.
          </li>
          <li>
            <strong>Le dossier du titulaire</strong> : état civil, coordonnées, pièces justificatives. La
            pièce d’identité n’est ouverte que par un agent du bureau choisi ; chaque consultation est notée.
            Le titulaire voit les siennes ; personne d’autre.
          </li>
          <li>
            <strong>La remise</strong> : ce qui a été vérifié face à face, sans copie de la pièce d’identité.
          </li>
          <li>
            <strong>Le journal</strong> : qui a fait quoi et quand, par références et empreintes, sans nom.
          </li>
        </ul>
        <p>Aucun code PIN, PUK, de retrait ou de révocation n’est jamais demandé ni conservé.</p>
      </Card>
      <Card title="Combien de temps">
        <p>
          Le dossier est conservé jusqu’à la fin de validité du certificat, puis sept ans, comme le veut la
          politique de certification ; un réglage de l’installation peut l’abréger une fois le dossier remis à
          l’archive de l’autorité. Ensuite ne restent que des références et des empreintes.
        </p>
      </Card>
      <Card title="Vos droits">
        <p>
          Vous pouvez demander à consulter vos données, à les faire rectifier, à en limiter l’usage ou, quand
          aucune règle n’impose de les garder, à les faire effacer. <Contact buyer={buyer} /> Vous pouvez
          aussi adresser une réclamation à la CNIL.
        </p>
      </Card>
      <Card title="Traceurs">
        <p>
          Deux témoins, nécessaires au service{'\u202f'}: celui de votre session, effacé avec elle, et celui
          qui reconnaît votre navigateur quand vous vous connectez de nouveau, gardé 400 jours. Aucune mesure
          d’audience, aucun contenu d’un autre site.
        </p>
      </Card>
    </Stack>
  );
}

export function LegalPage({ buyer, demonstration }: AboutProps): Html {
  return (
    <Stack>
      <PageHeader title="Mentions légales" />
      {demonstration && (
        <Card title="Une démonstration">
          <p>
            Ce service est une démonstration : les personnes y sont inventées, les certificats marqués TEST et
            sans valeur, et aucun courriel n’en sort sans réglage exprès.
          </p>
        </Card>
      )}
      <Card title="Éditeur">
        {buyer ? (
          <p>
            {buyer.name}
            <br />
            {buyer.address}
            <br />
            {buyer.postalCode} {buyer.city}
          </p>
        ) : (
          <p>L’organisme acheteur qui tient cette installation.</p>
        )}
        <p>
          <Contact buyer={buyer} />
        </p>
      </Card>
      <Card title="Hébergement">
        <p>Assuré sous la responsabilité de l’éditeur.</p>
      </Card>
      <Card title="Logiciel">
        <p>
          Clé en main est un logiciel libre, sous licence publique de l’Union européenne (EUPL 1.2). Police
          Atkinson Hyperlegible Next, sous licence SIL Open Font.
        </p>
      </Card>
    </Stack>
  );
}

function Contact({ buyer }: { buyer: Operator | undefined }): Html {
  if (!buyer) return <>Adressez-vous à l’organisme acheteur.</>;
  return (
    <>
      Écrivez à <a href={`mailto:${buyer.contactEmail}`}>{buyer.contactEmail}</a> ou appelez le{' '}
      <a href={`tel:${buyer.contactPhone}`}>{formatPhone(buyer.contactPhone)}</a>.
    </>
  );
}
