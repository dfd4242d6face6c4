import {
  Button,
  Card,
  Checklist,
  Desk,
  Form,
  type Html,
  LinkButton,
  PageHeader,
  Picker,
  RadioGroup,
  ShortcutsToggle,
} from '#src/platform/ui/index.js';

/** The registration officer's desk: documents, viewer, verdict under the keyboard. */
export function DeskPage(): Html {
  return (
    <>
      <PageHeader
        trail={[{ label: 'À contrôler', href: '#' }]}
        place="3 sur 14 · déposé il y a 2 jours"
        title="Maël Fictif"
        lead="Responsable des finances, agent · Commune d’Acigné · commande 2026-35-0142 · usages : signature des flux comptables, authentification"
        aside={
          <>
            <ShortcutsToggle />
            <LinkButton href="#" variant="secondary" small icon="back" shortcut="P">
              Précédent
            </LinkButton>
            <LinkButton href="#" variant="secondary" small icon="arrow" iconAfter shortcut="S">
              Suivant
            </LinkButton>
          </>
        }
      />
      <Desk
        viewLabel="Document"
        list={
          <Picker
            label="Pièces du dossier"
            items={[
              { href: '#', label: 'Mandat du maire', detail: 'acceptée · 2 pages', state: 'done' },
              {
                href: '#',
                label: 'Pièce d’identité',
                detail: 'à juger · version 2',
                state: 'current',
                current: true,
              },
              { href: '#', label: 'Avis de situation Sirene', detail: 'à juger · 1 page', state: 'waiting' },
              {
                href: '#',
                label: 'Délégation de signature',
                detail: 'refusée · attend Maël',
                state: 'blocked',
              },
            ]}
          >
            Seule la CCI ouvre cette pièce. Chaque ouverture est inscrite au journal ; l’image sera effacée le
            12 mars 2027.
          </Picker>
        }
        view={
          <>
            <div class="desk-bar">
              <span>Recto · page 1 sur 2</span>
              <span>
                <a href="#v1">Comparer à la version 1</a> · <a href="#tourner">Tourner</a>
              </span>
            </div>
            <img src="/document.svg" alt="Carte d’identité de test, recto" width="480" height="300" />
          </>
        }
        side={
          <Card title="Ce que la machine a lu">
            <Checklist
              items={[
                { state: 'done', label: 'Lisible, deux faces' },
                { state: 'done', label: 'Nom et prénom : les mêmes que sur la commande' },
                { state: 'done', label: 'Bande de lecture : clés justes' },
                { state: 'doubt', label: 'Expire le 15 janvier 2027 : avant la remise si elle tarde' },
              ]}
            />
            <Form action="/verdict" label="Accepter la pièce">
              <Button tone="success" wide shortcut="A">
                Accepter
              </Button>
            </Form>
            <Form action="/verdict" label="Demander un remplacement">
              <RadioGroup
                name="motif"
                legend="Ou demander un remplacement"
                framed
                value="face"
                options={[
                  { value: 'flou', label: 'Illisible ou floue', shortcut: '1' },
                  {
                    value: 'face',
                    label: 'Une face manque',
                    hint: '«\u00a0Ajoutez le verso de votre carte.\u00a0»',
                    shortcut: '2',
                  },
                  { value: 'expiree', label: 'Expirée', shortcut: '3' },
                  {
                    value: 'mention',
                    label: 'Mention «\u00a0conforme à l’original\u00a0» absente',
                    shortcut: '4',
                  },
                ]}
              />
              <Button variant="secondary" tone="danger" shortcut="R">
                Demander le remplacement
              </Button>
            </Form>
          </Card>
        }
      />
    </>
  );
}
