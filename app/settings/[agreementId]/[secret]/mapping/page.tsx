import { z } from "zod";
import { MappingScreen } from "@/app/settings/mapping/mapping-screen";
import { readMappingState } from "@/app/settings/mapping/read-mapping-state";
import { SIDES } from "@/app/settings/mapping/sides";
import { type FrameParams, openFrame } from "@/app/settings/open-frame";

type MappingPageProps = {
  params: Promise<FrameParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const sideSchema = z.enum(SIDES).nullable().catch(null);

/** A problem's link names the side on which it is solved. */
export default async function MappingPage({ params, searchParams }: MappingPageProps) {
  const { db, installation } = await openFrame(params);
  const side = sideSchema.parse((await searchParams).side ?? null);
  const initial = await readMappingState(db, { installationId: installation.id });
  return <MappingScreen initial={initial} side={side} />;
}
