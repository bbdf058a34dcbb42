-- Customers as the rest of the model sees them: one spelling of each address.
SELECT
    customer_id,
    full_name,
    lower(trim(email)) AS email,
    country,
    registered_at
FROM {{ source('raw', 'customers') }}
