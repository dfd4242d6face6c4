import {
  Actions,
  Alert,
  Button,
  Card,
  Checklist,
  Figure,
  Form,
  Grid,
  type Html,
  LinkButton,
  Money,
  PageHeader,
  Panel,
  Stack,
  type State,
  Summary,
  Tag,
} from '#src/platform/ui/index.js';

const states: State[] = ['done', 'current', 'waiting', 'blocked', 'doubt', 'none'];

/** What the other pages do not show. */
export function PiecesPage(): Html {
  return (
    <>
      <PageHeader title="Vérifiez avant d’envoyer" aside={<Tag tone="brand1">TEST</Tag>} />
      <Stack>
        <Panel
          id="p1"
          turn="theirs"
          title="La CCI de Rennes contrôle le dossier"
          since="Depuis hier"
          until="réponse attendue avant le 27 novembre"
        >
          Vous n’avez rien à faire.
        </Panel>
        <Panel
          id="p2"
          turn="theirs"
          late
          title="ChamberSign prépare le certificat"
          since="Depuis 12 jours"
          until="attendu le 20 novembre"
          action={
            <LinkButton href="#" variant="secondary">
              Relancer
            </LinkButton>
          }
        />
        <Panel
          id="p3"
          turn="calendar"
          title="Rendez-vous jeudi 26 novembre, 14 h, à la mairie"
          until="rappel la veille"
        />
        <Panel id="p4" turn="ended" title="La clé est remise à Gwenaëlle Essai" since="Le 26 novembre 2026">
          Le certificat vaut jusqu’au 25 novembre 2029.
        </Panel>
        <Card title="Votre commande">
          <Summary
            rows={[
              { label: 'Organisme', value: 'Commune d’Acigné', change: { href: '#', what: 'l’organisme' } },
              {
                label: 'Titulaire',
                value: 'Maël Fictif, responsable des finances',
                change: { href: '#', what: 'le titulaire' },
              },
              { label: 'Prix', value: <Money cents={43_200} /> },
              {
                label: 'Adresse électronique',
                value: 'mael.fictif.au.nom.particulierement.long@exemple.fr',
                change: { href: '#', what: 'l’adresse' },
              },
            ]}
          />
        </Card>
        <Alert tone="success" title="La commande est envoyée">
          Mégalis Bretagne répond sous trois jours.
        </Alert>
        <Alert tone="danger" title="« Signer » n’est plus possible">
          La commande est annulée : rechargez la page.
        </Alert>
        <Alert tone="warning">Le certificat de Yann expire dans 30 jours.</Alert>
        <Alert>Le service sera fermé le 11 novembre.</Alert>
        <Grid>
          <Figure value="14" label="dossiers à contrôler" detail="le plus ancien : 6 jours" />
          <Figure value="3,2 jours" label="délai médian de contrôle" />
          <Figure value={<Money cents={1_284_000} />} label="à facturer ce mois-ci" />
        </Grid>
        <Card title="Remettre sa clé à Yann Exemple">
          <Checklist
            spaced
            items={[
              {
                state: 'done',
                label: 'Présent, pièce d’identité en main',
                detail: 'Carte d’identité …PFW46, la même qu’au contrôle',
                action: <a href="#piece">Autre pièce</a>,
              },
              {
                state: 'current',
                label: 'Le titulaire accepte les données du certificat',
                detail: '« Ce sont bien mon nom et mon établissement. »',
                action: (
                  <>
                    <Button tone="success" type="button">
                      Accepte
                    </Button>
                    <Button tone="danger" variant="secondary" type="button">
                      Refuse
                    </Button>
                  </>
                ),
              },
              {
                state: 'waiting',
                label: 'Code secret reçu à part',
                detail: 'Ne le demandez pas, ne le lisez pas.',
              },
            ]}
          />
        </Card>
        <Card title="Les états" level={2}>
          <Checklist items={states.map((state) => ({ state, label: state }))} />
        </Card>
        <Card title="Les étiquettes et les boutons">
          <Actions>
            {(['neutral', 'accent', 'info', 'success', 'warning', 'danger', 'brand1'] as const).map(
              (tone) => (
                <Tag tone={tone}>{tone}</Tag>
              ),
            )}
          </Actions>
          <Form action="/rien" label="Boutons">
            <Actions>
              <Button>Signer</Button>
              <Button variant="secondary">Enregistrer</Button>
              <Button variant="tertiary" icon="print">
                Imprimer
              </Button>
              <Button tone="danger">Révoquer</Button>
              <Button disabled>Terminer la remise</Button>
              <Button small variant="secondary" icon="search">
                Chercher
              </Button>
            </Actions>
          </Form>
        </Card>
      </Stack>
    </>
  );
}
