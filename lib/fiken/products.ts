import { type Created, get, getPage, type Page, readCreated, type Send } from "./calls";
import { type FikenProduct, type FikenProductRequest, productSchema } from "./schemas/products";

/** `lastModifiedFrom` is a day, included. */
export type ProductFilter = { active?: boolean; lastModifiedFrom?: string };

export function createProductCalls(send: Send, company: string) {
  const path = `${company}/products`;
  return {
    /** All with exactly the number, also inactive ones; more than one means that nobody can tell which. */
    async findProducts(productNumber: string): Promise<FikenProduct[]> {
      const { items } = await getPage(send, path, productSchema, 0, { productNumber });
      return items.filter((product) => product.productNumber === productNumber);
    },

    listProducts: (page: number, filter: ProductFilter = {}): Promise<Page<FikenProduct>> =>
      getPage(send, path, productSchema, page, {
        active: filter.active,
        lastModifiedGe: filter.lastModifiedFrom,
      }),

    getProduct: (productId: number): Promise<FikenProduct> =>
      get(send, `${path}/${productId}`, productSchema),

    async createProduct(product: FikenProductRequest): Promise<Created> {
      return readCreated(await send({ method: "POST", path, json: product }), "products");
    },

    /** Replaces the whole product: without `stock` Fiken forgets the stock, and so with every other field. */
    async updateProduct(productId: number, product: FikenProductRequest): Promise<void> {
      await send({ method: "PUT", path: `${path}/${productId}`, json: product });
    },

    /** What becomes of a product that is in use is not documented: rather make it inactive. */
    async deleteProduct(productId: number): Promise<void> {
      await send({ method: "DELETE", path: `${path}/${productId}` });
    },
  };
}
