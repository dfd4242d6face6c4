import {
  Actions,
  Button,
  Card,
  FileField,
  Form,
  type Html,
  PageHeader,
  Progress,
  Reason,
  Stack,
  Steps,
  Tag,
} from '#src/platform/ui/index.js';

const steps = ['Commande', 'Transmission', 'Votre dossier', 'Convocation', 'Remise'];

/** The holder on a phone: one document refused, one on its way. */
export function HolderPage(): Html {
  return (
    <>
      <Steps label="Votre certificat" current={3} names={steps} />
      <PageHeader
        title="Il reste une pièce à remplacer"
        lead="La CCI de Rennes a gardé les trois autres. À faire avant le 4 décembre."
      />
      <Stack>
        <Card title="Pièce d’identité" aside={<Tag tone="danger">À remplacer</Tag>}>
          <Reason title="Une face manque.">
            Ajoutez le verso de votre carte : posez-la à plat, à la lumière du jour, les quatre coins
            visibles.
          </Reason>
          <Form action="/pieces/identite" files>
            <FileField
              name="piece"
              label="Photographier ou choisir le verso"
              hint="PDF, JPEG ou PNG, 10 Mo au plus"
              accept="application/pdf,image/jpeg,image/png"
              maxBytes={10_000_000}
            />
            <Button wide icon="upload">
              Envoyer la pièce
            </Button>
          </Form>
        </Card>
        <Card title="Avis de situation Sirene" aside={<Tag tone="info">Envoi en cours</Tag>}>
          <Progress id="envoi" label="avis-sirene.pdf" value={1.2} max={1.9} words="1,2 Mo sur 1,9" />
        </Card>
        <Card title="Mandat du maire" aside={<Tag tone="success">Acceptée</Tag>}>
          <p class="soft">Signé par Yann Exemple le 14 novembre.</p>
        </Card>
        <Actions>
          <p>
            Une question ? <a href="mailto:cci@exemple.fr">Écrire à la CCI de Rennes</a>, ou 02 61 91 00 00,
            de 9 h à 12 h.
          </p>
        </Actions>
      </Stack>
    </>
  );
}
