import { after } from "next/server";
import { getDatabase } from "@/db/database";
import { wakeDrain, wakeUpkeep } from "@/inngest/wake";
import { acceptDelivery } from "@/lib/transfer/intake/accept-delivery";

type Context = { params: Promise<{ agreementId: string; secret: string }> };

/** A delivery of Rackbeat's is a few hundred bytes. */
const MAX_BODY_CHARACTERS = 100_000;

/** Check the token, write down, wake the engine, answer. Calls neither Rackbeat nor Fiken. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { agreementId, secret } = await params;
  const body = await request.text();
  const accepted = await acceptDelivery(await getDatabase(), {
    agreementId,
    secret,
    headers: {
      token: request.headers.get("rackbeat-webhook-token"),
      event: request.headers.get("rackbeat-webhook-event"),
      account: request.headers.get("rackbeat-account-id"),
    },
    body: body.slice(0, MAX_BODY_CHARACTERS),
    now: new Date(),
  });
  switch (accepted.status) {
    case "unknown_agreement":
      return Response.json({ error: "unknown agreement" }, { status: 404 });
    case "wrong_token":
      return Response.json({ error: "wrong token" }, { status: 401 });
    case "ignored":
      return Response.json({ status: "ignored", reason: accepted.reason });
    case "uninstalled":
      return Response.json({ status: "uninstalled" });
    case "product_group":
      after(() => wakeUpkeep(accepted));
      return Response.json({ status: "accepted" }, { status: 202 });
    case "accepted":
      // Once answered: that the engine cannot be woken is no reason for Rackbeat to deliver again.
      if (accepted.wake) after(() => wakeDrain(accepted));
      return Response.json({ status: "accepted" }, { status: 202 });
  }
}
