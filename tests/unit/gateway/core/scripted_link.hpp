// SPDX-License-Identifier: MIT
/// Nodes as a test plays them: what they are asked is kept, and the test answers when it likes.
#pragma once

#include "gateway/node_link.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

class ScriptedNode {
public:
    struct Asked {
        OutgoingRequest request;
        NodeLink::Answered answered;
    };
    struct Observed {
        OutgoingRequest request;
        NodeLink::Observer observer;
    };

    /// Requests that wait for an answer, the oldest first.
    std::vector<std::shared_ptr<Asked>> waiting;
    std::vector<std::shared_ptr<Observed>> observations;
    std::size_t asked = 0;  ///< in all

    void answer(const Result<IncomingResponse>& response)
    {
        const auto first = waiting.front();
        waiting.erase(waiting.begin());
        const auto call = first->answered;
        call(response);
    }
    void notify(std::size_t which, const IncomingResponse& response)
    {
        const auto call = observations.at(which)->observer.notified;
        call(response);
    }
    /// It was asked again, and has answered the same.
    void confirm(std::size_t which, const IncomingResponse& response)
    {
        const auto call = observations.at(which)->observer.confirmed;
        call(response);
    }
    void trouble(std::size_t which, const Error& error)
    {
        const auto call = observations.at(which)->observer.troubled;
        call(error);
    }

    /// The path of the oldest request that waits.
    [[nodiscard]] std::string path() const
    {
        std::string path;
        for (const auto& segment : waiting.front()->request.path)
            path += '/' + segment;
        return path;
    }
};

template <class Kept>
class OnList final : public Pending {
public:
    OnList(std::vector<std::shared_ptr<Kept>>& list, std::shared_ptr<Kept> item) : list_{list}, item_{std::move(item)}
    {
        list_.push_back(item_);
    }
    OnList(const OnList&) = delete;
    OnList& operator=(const OnList&) = delete;
    ~OnList() override { std::erase(list_, item_); }

private:
    std::vector<std::shared_ptr<Kept>>& list_;
    std::shared_ptr<Kept> item_;
};

class ScriptedLink final : public NodeLink {
public:
    explicit ScriptedLink(ScriptedNode& node) : node_{node} {}

    [[nodiscard]] PendingPtr request(OutgoingRequest request, Duration /*timeout*/, Answered answered) override
    {
        ++node_.asked;
        return std::make_unique<OnList<ScriptedNode::Asked>>(
            node_.waiting,
            std::make_shared<ScriptedNode::Asked>(ScriptedNode::Asked{std::move(request), std::move(answered)}));
    }
    [[nodiscard]] PendingPtr observe(OutgoingRequest request, Observer observer) override
    {
        return std::make_unique<OnList<ScriptedNode::Observed>>(
            node_.observations,
            std::make_shared<ScriptedNode::Observed>(ScriptedNode::Observed{std::move(request), std::move(observer)}));
    }

private:
    ScriptedNode& node_;
};

/// All nodes of a test by host.
struct ScriptedNodes {
    std::map<std::string, ScriptedNode> nodes;

    [[nodiscard]] OpenLink open()
    {
        return [this](const NodeConfig& config) { return std::make_unique<ScriptedLink>(nodes[config.uri.host]); };
    }
};

inline NodeConfig node_config(const std::string& name, const std::string& host)
{
    NodeConfig config;
    config.name = name;
    config.uri.host = host;
    return config;
}

inline IncomingResponse content(std::string_view text, ContentFormat format = ContentFormat::json,
                                std::uint32_t max_age = 60)
{
    IncomingResponse response;
    response.code = static_cast<std::uint8_t>(Code::content);
    response.content_format = static_cast<std::uint16_t>(format);
    response.max_age = max_age;
    response.payload = to_bytes(text);
    return response;
}

inline IncomingResponse answer_of(Code code)
{
    IncomingResponse response;
    response.code = static_cast<std::uint8_t>(code);
    return response;
}

}  // namespace coapnode
