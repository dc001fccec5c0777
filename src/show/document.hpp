// SPDX-License-Identifier: MIT
/// A JSON or CBOR document for output. Members keep their order, numbers keep their digits.
///
/// It is one list of small nodes, parents before children, and one text. So its memory is a small multiple of the
/// input's, whatever the nesting, and a repeated member is shown twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// Deepest nesting. Deeper documents are not read.
inline constexpr std::size_t deepest_document = 64;
/// Larger documents are not read; a client accepts payloads of 1 MiB.
inline constexpr std::size_t largest_document = 1U << 22U;

class Document {
public:
    enum class Kind : std::uint8_t {
        null,
        boolean,  ///< its text is true or false
        number,   ///< its text is in JSON's spelling, or NaN, Infinity, -Infinity
        text,
        bytes,
        array,
        object,  ///< children are key, value, key, value; a key may be of any kind in CBOR
    };

private:
    struct Node {
        Kind kind{};
        std::uint32_t begin{};  ///< of its text
        std::uint32_t length{};
        std::uint32_t after{};  ///< index of the node after it and its children
    };

public:
    /// One value of a document, which must outlive it.
    class Item {
    public:
        [[nodiscard]] Kind kind() const { return node().kind; }
        /// The text of null, a boolean, number, text or bytes.
        [[nodiscard]] std::string_view text() const;
        [[nodiscard]] bool is_container() const { return kind() == Kind::array || kind() == Kind::object; }
        [[nodiscard]] bool is_empty() const { return node().after == index_ + 1; }
        /// Whether it is a container that is not empty.
        [[nodiscard]] bool holds_items() const { return is_container() && !is_empty(); }
        /// The number of values in it, including itself.
        [[nodiscard]] std::size_t size() const { return node().after - index_; }
        /// The value of the first member with this key; for objects only.
        [[nodiscard]] std::optional<Item> member(std::string_view key) const;

        /// Runs `visit(Item)` for each element of an array.
        template <class Visit>
        void each_element(Visit visit) const
        {
            for (auto at = index_ + 1; at < node().after; at = Item{*document_, at}.node().after)
                visit(Item{*document_, at});
        }
        /// Runs `visit(Item key, Item value)` for each member of an object.
        template <class Visit>
        void each_member(Visit visit) const
        {
            for (auto at = index_ + 1; at < node().after;) {
                const Item key{*document_, at};
                const Item value{*document_, key.node().after};
                visit(key, value);
                at = value.node().after;
            }
        }

    private:
        friend class Document;
        Item(const Document& document, std::size_t index) : document_{&document}, index_{index} {}
        [[nodiscard]] const Node& node() const { return document_->nodes_[index_]; }

        const Document* document_;
        std::size_t index_;
    };

    /// The root of a document.
    [[nodiscard]] Item root() const { return {*this, 0}; }

    // For readers of a document: adds values in the order of the text.
    void add(Kind kind, std::string_view text);
    /// Starts an array or object that holds the values added until close() with the returned index.
    std::size_t open(Kind kind);
    void close(std::size_t index) { nodes_[index].after = static_cast<std::uint32_t>(nodes_.size()); }
    /// The number of values so far; cut_back() removes those added since.
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    void cut_back(std::size_t size);
    [[nodiscard]] std::size_t text_size() const { return texts_.size(); }
    [[nodiscard]] Item at(std::size_t index) const { return {*this, index}; }

private:
    std::vector<Node> nodes_;
    std::string texts_;
};

/// RFC 8259; nullopt when it is not JSON or exceeds the bounds above. Strings may hold control characters.
std::optional<Document> read_json_document(std::string_view text);

/// RFC 8949. Byte strings stay bytes, bignums and decimal fractions are numbers, any other tag is ignored.
std::optional<Document> read_cbor_document(std::string_view bytes);

}  // namespace coapnode
