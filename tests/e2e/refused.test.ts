import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";

const FAR_AHEAD = "2099-12-31";

test("what Fiken refuses is shown with cause and fix, and is sent again by a press", async ({
  system: { fiken },
  goLive,
  frame,
  book,
}) => {
  await goLive();
  fiken.lockPeriod(FJORDLYS, FAR_AHEAD);
  const number = await book("Vanlig faktura");
  const row = transferRow(frame, number);
  await expect(row).toContainText(/Stoppet|Venter på deg/);
  const reason = frame.getByRole("row", { name: /Fiken kan ikke bokføre på/ });
  await expect(reason).toContainText("Åpne perioden i Fiken og send på nytt");

  fiken.lockPeriod(FJORDLYS, undefined);
  await frame.getByRole("button", { name: `Send Faktura ${number} på nytt` }).click();
  await expect(row).toContainText("Verifisert");
  await expect(frame.getByText(/Fiken kan ikke bokføre/)).toHaveCount(0);
});
