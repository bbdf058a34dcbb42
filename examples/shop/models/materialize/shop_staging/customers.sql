-- Customers as the rest of the model sees them: one spelling of each address.
CREATE VIEW shop_staging.customers AS
SELECT
    customer_id,
    full_name,
    lower(trim(email)) AS email,
    country,
    registered_at
FROM shop_raw.customers;

COMMENT ON VIEW shop_staging.customers IS 'One row per registered customer, e-mail addresses in lower case';
COMMENT ON COLUMN shop_staging.customers.country IS 'ISO 3166 code of the delivery address';
