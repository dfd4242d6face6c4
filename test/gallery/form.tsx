import {
  Actions,
  BackLink,
  Button,
  Checkbox,
  CheckboxGroup,
  DateField,
  Definition,
  ErrorSummary,
  Fieldset,
  FileField,
  Form,
  type Html,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  Steps,
  TextArea,
  TextField,
} from '#src/platform/ui/index.js';

const errors = [
  { field: 'nom', message: 'Écrivez le nom de famille tel qu’il figure sur la pièce d’identité' },
  { field: 'courriel', message: 'Écrivez l’adresse en entier : prenom.nom@exemple.fr' },
  { field: 'usage', message: 'Choisissez au moins un usage' },
  { field: 'livraison', message: 'Choisissez un lieu de remise' },
  { field: 'naissance', message: 'La date de naissance est à venir : vérifiez l’année' },
  { field: 'lu', message: 'Cochez la case pour continuer' },
];

/** Every kind of field, empty or refused. */
export function FormPage({ refused }: { refused: boolean }): Html {
  const error = (field: string): string | undefined =>
    refused ? errors.find((entry) => entry.field === field)?.message : undefined;
  return (
    <>
      <BackLink href="#">Retour à la commande</BackLink>
      <ErrorSummary errors={refused ? errors : []} />
      <Steps current={2} names={['Organisme', 'Titulaire', 'Usages', 'Vérification']} />
      <PageHeader
        title="Qui portera ce certificat ?"
        lead="La personne recevra un message à cette adresse."
      />
      <Form action="/titulaires" files autosave="/brouillon">
        <Fieldset legend="La personne" hint="Comme sur sa pièce d’identité, accents compris.">
          <TextField name="prenom" label="Prénoms" value="Maël" autocomplete="given-name" />
          <TextField name="nom" label="Nom de famille" error={error('nom')} autocomplete="family-name" />
          <DateField
            name="naissance"
            label="Date de naissance"
            value={refused ? '2086-02-04' : ''}
            error={error('naissance')}
            autocomplete="bday"
          />
          <TextField
            name="courriel"
            type="email"
            label="Adresse électronique professionnelle"
            hint="Celle de la personne, pas une adresse de service : elle sert à l’identifier."
            value={refused ? 'mael.fictif@' : ''}
            error={error('courriel')}
            autocomplete="email"
            spellcheck={false}
          />
          <TextField name="telephone" type="tel" label="Téléphone" optional width="s" autocomplete="tel" />
          <SelectField
            name="fonction"
            label="Fonction"
            placeholder="Choisir une fonction"
            options={[
              { value: 'maire', label: 'Maire' },
              { value: 'dgs', label: 'Directrice ou directeur général des services' },
              { value: 'finances', label: 'Responsable des finances' },
            ]}
          />
        </Fieldset>
        <CheckboxGroup
          name="usage"
          legend="À quoi servira le certificat ?"
          hint="Plusieurs réponses possibles."
          error={error('usage')}
          options={[
            { value: 'actes', label: 'Transmettre les actes au contrôle de légalité' },
            { value: 'flux', label: 'Signer les flux comptables', hint: 'PES Aller, vers la trésorerie' },
            {
              value: 'autre',
              label: 'Un autre usage',
              reveal: <TextField name="usage-autre" label="Lequel ?" />,
            },
          ]}
        />
        <Definition term="Qu’est-ce qu’un certificat RGS** ?">
          <p>Une carte d’identité électronique sur une clé USB, remise en mains propres.</p>
        </Definition>
        <RadioGroup
          name="livraison"
          legend="Où la clé sera-t-elle remise ?"
          framed
          error={error('livraison')}
          value={refused ? null : 'mairie'}
          options={[
            { value: 'mairie', label: 'À la mairie', hint: 'Un agent se déplace, 82 € l’heure' },
            {
              value: 'cdg',
              label: 'Au centre de gestion, à Thorigné-Fouillard',
              hint: 'Gratuit, sur rendez-vous',
            },
            { value: 'ailleurs', label: 'Ailleurs', hint: 'Fermé cette semaine', disabled: true },
          ]}
        />
        <FileField
          name="delegation"
          label="Délégation de signature"
          hint="PDF, 10 Mo au plus"
          accept="application/pdf"
          maxBytes={10_000_000}
          optional
        />
        <TextArea name="mot" label="Un mot pour la CCI" optional rows={3} />
        <Checkbox
          name="lu"
          label="J’ai informé cette personne de la commande et de l’usage qui sera fait de ses données."
          error={error('lu')}
        />
        <Actions>
          <Button>Continuer</Button>
          <LinkButton href="#" variant="secondary">
            Enregistrer et reprendre plus tard
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}
