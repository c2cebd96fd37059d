import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { useFrame } from "./frame";

/** Fetches a file and saves it from memory, under the name that the answer gives it: a link could carry no bearer. */
export function useDownload(path: string): UseMutationResult<void, Error, void> {
  const { fetchFile } = useFrame();
  return useMutation({
    mutationFn: async () => {
      const response = await fetchFile(path);
      save(await response.blob(), nameIn(response));
    },
  });
}

/** "": the browser names it. */
function nameIn(response: Response): string {
  const header = response.headers.get("content-disposition") ?? "";
  return header.match(/filename="([^"]+)"/)?.[1] ?? "";
}

function save(file: Blob, filename: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: filename });
  link.click();
  URL.revokeObjectURL(address);
}
