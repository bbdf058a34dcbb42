SELECT
    CAST(data ->> 'order_id' AS int) AS order_id,
    CAST(data ->> 'stars' AS int) AS stars
FROM {{ ref('ratings') }}
