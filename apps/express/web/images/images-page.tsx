import { BillingNotice } from '@plimsoll/react';
import { Card, Grid, Heading, Text } from '@radix-ui/themes';
import { type Picture, usePictures } from './use-pictures.ts';
import { WishForm } from './wish-form.tsx';

/** Draws what one wishes for a credit each. */
export function ImagesPage() {
  const { pictures, draw, busy, failure } = usePictures();
  return (
    <>
      <BillingNotice />
      <Card size="3" asChild>
        <section>
          <Heading size="3" as="h2" mb="3">
            New image
          </Heading>
          <WishForm onWish={draw} busy={busy} />
          {failure === null ? null : (
            <Text as="p" size="2" color="red" role="alert" mt="2">
              {failure}
            </Text>
          )}
        </section>
      </Card>
      <Gallery pictures={pictures} />
    </>
  );
}

function Gallery({ pictures }: { pictures: readonly Picture[] }) {
  if (pictures.length === 0) {
    return (
      <Text as="p" size="2" color="gray">
        Nothing drawn yet.
      </Text>
    );
  }
  return (
    <Grid columns={{ initial: '1', xs: '2', sm: '3' }} gap="4" asChild>
      <ul className="sample-gallery" aria-label="Your images">
        {pictures.map((picture) => (
          <li key={picture.id}>
            <PictureFrame picture={picture} />
            <Text as="div" size="2" mt="1">
              {picture.prompt}
            </Text>
          </li>
        ))}
      </ul>
    </Grid>
  );
}

function PictureFrame({ picture: { prompt, svg } }: { picture: Picture }) {
  // As an image and not as markup, so that nothing in it can run.
  if (svg !== null) return <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={prompt} className="sample-picture" />;
  return (
    <div className="sample-picture sample-picture-missing">
      <Text size="2" color="gray">
        Could not be drawn
      </Text>
    </div>
  );
}
